import type { IncomingMessage } from "node:http";
import { brotliDecompressSync, gunzipSync, inflateSync, zstdDecompressSync } from "node:zlib";
import { connectionHeaders } from "./ask-target.ts";
import type { ArrivedChunk } from "./body-arrival.ts";
import type { Mask } from "./create-mask.ts";
import type { KeptChunk, KeptResponse } from "./recording.ts";

const decoders: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  gzip: gunzipSync,
  "x-gzip": gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
  zstd: zstdDecompressSync,
};

/** What is known of an answer when it has ended. */
export interface EndedAnswer {
  incoming: IncomingMessage;
  headersAtMs: number;
  chunks: readonly ArrivedChunk[];
  end: KeptResponse["end"];
}

/**
 * An answer as a recording holds it: its chunks as they came, with keys masked. A compressed answer is unpacked into one
 * chunk, because a key cannot be found in compressed bytes.
 *
 * @throws {TypeError} for a compression that is not known.
 */
export function keepResponse(answer: EndedAnswer, mask: Mask): KeptResponse {
  const { incoming, headersAtMs, end } = answer;
  const encoding = incoming.headers["content-encoding"] ?? "identity";
  const isPacked = encoding !== "identity" && answer.chunks.length > 0;
  const chunks = isPacked ? [unpack(answer.chunks, encoding)] : answer.chunks;
  const left = isPacked ? ["content-encoding", "content-length", "set-cookie"] : ["set-cookie"];
  const headers = Object.entries(incoming.headers)
    .filter(([name]) => !connectionHeaders.has(name) && !left.includes(name))
    .map(([name, value]) => [name, mask.text(String(value))]);
  return {
    status: incoming.statusCode ?? 200,
    headers: Object.fromEntries(headers),
    headersAtMs,
    chunks: maskChunks(chunks, mask),
    end,
  };
}

/** The end of a chunk may be within a key, so the body is masked as a whole and then cut into its chunks again. */
function maskChunks(chunks: readonly ArrivedChunk[], mask: Mask): KeptChunk[] {
  const masked = mask.bytes(Buffer.concat(chunks.map(({ bytes }) => bytes)));
  let position = 0;
  return chunks.map(({ atMs, bytes }) => {
    const piece = masked.subarray(position, (position += bytes.length));
    const text = piece.toString("utf8");
    const isText = Buffer.from(text, "utf8").equals(piece);
    return { atMs, ...(isText ? { text } : { base64: piece.toString("base64") }) };
  });
}

function unpack(chunks: readonly ArrivedChunk[], encoding: string): ArrivedChunk {
  const packed = Buffer.concat(chunks.map(({ bytes }) => bytes));
  const decode = Object.hasOwn(decoders, encoding) ? decoders[encoding] : undefined;
  if (decode === undefined) {
    throw new TypeError(`an answer packed as "${encoding}" cannot be searched for keys.`);
  }
  return { atMs: chunks.at(-1)?.atMs ?? 0, bytes: decode(packed) };
}
