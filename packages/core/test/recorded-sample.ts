import type { Recording } from "@cometapi/testing";
import { isObject } from "../src/json-access.ts";

/** One answer of a recording. Some recordings hold the answers of several requests in a row. */
export interface Sample {
  name: string;
  isStream: boolean;
  /** The events of the stream, or the one answer. */
  frames: unknown[];
  body: string;
}

/**
 * The answers in a recording.
 *
 * @param firstType The type of the event with which each streamed answer begins.
 */
export function splitRecording(
  { name, isStream, chunks, body }: Recording,
  firstType: string,
): Sample[] {
  if (!isStream) return [{ name: `${name}, whole`, isStream, frames: chunks, body }];
  const answers: unknown[][] = [];
  for (const chunk of chunks) {
    if (isObject(chunk) && chunk["type"] === firstType) answers.push([]);
    answers.at(-1)?.push(chunk);
  }
  return answers.map((frames, index) => ({
    name: answers.length === 1 ? name : `${name} (${index + 1})`,
    isStream,
    frames,
    body: frames.map((frame) => `data: ${JSON.stringify(frame)}\n\n`).join(""),
  }));
}

/** The sample as a response, in pieces of `splitEvery` bytes. */
export function respond({ isStream, body }: Sample, splitEvery?: number): Response {
  const headers = { "content-type": isStream ? "text/event-stream" : "application/json" };
  if (splitEvery === undefined) return new Response(body, { headers });
  const bytes = new TextEncoder().encode(body);
  let position = 0;
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (position >= bytes.length) controller.close();
      else controller.enqueue(bytes.slice(position, (position += splitEvery)));
    },
  });
  return new Response(stream, { headers });
}
