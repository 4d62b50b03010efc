/** What a streamed answer consists of, apart from a few words around it. */
export type StreamContent = "text" | "reasoning" | "tool-arguments";

/** The answer a server is to stream. It travels in the path of the base URL, so that every product asks for the same. */
export interface StreamShape {
  content: StreamContent;
  /** Chunks that carry content. A few more begin and end the stream. */
  chunkCount: number;
  /** Chunks in one write of the server, which arrive as one network read. */
  chunksPerWrite: number;
  /**
   * Microseconds from one write to the next, so that each is a network read of its own: what waits in
   * a socket is read at once, however it was written. 0 writes as fast as the client reads.
   */
  intervalMicros: number;
}

/** Characters of each kind that an answer held. */
export interface Received {
  text: number;
  reasoning: number;
  toolArguments: number;
}

/** Every content, in the order of the tables. */
export const contents: readonly StreamContent[] = ["text", "reasoning", "tool-arguments"];

/** The shape as one path segment, e.g. `text,5000,8,200`. */
export function formatShape(shape: StreamShape): string {
  return [shape.content, shape.chunkCount, shape.chunksPerWrite, shape.intervalMicros].join(",");
}

/** Finds the shape in a URL or a path. Undefined when there is none. */
export function parseShape(url: string): StreamShape | undefined {
  const match = /([a-z-]+),(\d+),(\d+),(\d+)/.exec(url);
  const content = contents.find((known) => known === match?.[1]);
  if (content === undefined) return undefined;
  const [chunkCount = 0, chunksPerWrite = 1, intervalMicros = 0] =
    match?.slice(2).map(Number) ?? [];
  return { content, chunkCount, chunksPerWrite, intervalMicros };
}

// 64 pieces, about as long as tokens are, none of which JSON has to escape.
const pieces = Array.from(
  { length: 64 },
  (_, index) => ` ${"harbour".slice(0, 2 + (index % 5))}${index}`,
);

/** The content of one chunk. Tool arguments are one JSON object with one long string. */
export function pieceAt(shape: StreamShape, index: number): string {
  if (shape.content === "tool-arguments") {
    if (index === 0) return '{"report":"';
    if (index === shape.chunkCount - 1) return '"}';
  }
  return pieces[index % pieces.length] ?? "";
}

/** What a product that loses nothing receives. */
export function expectedContent(shape: StreamShape): Received {
  const received: Received = { text: 0, reasoning: 0, toolArguments: 0 };
  for (let index = 0; index < shape.chunkCount; index += 1) {
    received[kinds[shape.content]] += pieceAt(shape, index).length;
  }
  return received;
}

const kinds = {
  text: "text",
  reasoning: "reasoning",
  "tool-arguments": "toolArguments",
} as const;
