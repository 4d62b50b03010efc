import { z } from "zod";
import type { Recording } from "./recording.ts";

const time = z.number().min(0);
const texts = z.record(z.string(), z.string());

const recording = z.strictObject({
  version: z.literal(1),
  recordedAt: z.string(),
  request: z.strictObject({
    method: z.string(),
    path: z.string(),
    query: texts,
    headers: texts,
    body: z
      .union([
        z.strictObject({ json: z.unknown() }),
        z.strictObject({ form: z.record(z.string(), z.unknown()) }),
        z.strictObject({ text: z.string() }),
        z.strictObject({ sha256: z.string(), bytes: z.number() }),
      ])
      .optional(),
  }),
  response: z.strictObject({
    status: z.number().int().min(200).max(599),
    headers: texts,
    headersAtMs: time,
    chunks: z.array(
      z.union([
        z.strictObject({ atMs: time, text: z.string() }),
        z.strictObject({ atMs: time, base64: z.string() }),
      ]),
    ),
    end: z.enum(["whole", "cut", "left"]),
  }),
});

/** Reads the text of a recording's file. Throws a `TypeError` that names the file and what is wrong in it. */
export function parseRecording(text: string, file: string): Recording {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new TypeError(`${file} is not JSON: ${error instanceof Error ? error.message : ""}`, {
      cause: error,
    });
  }
  const result = recording.safeParse(parsed);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new TypeError(`${file} is no recording: ${issue?.path.join(".")}: ${issue?.message}`);
}

/** The bytes of a chunk. */
export function readChunk(chunk: Recording["response"]["chunks"][number]): Buffer {
  return "text" in chunk ? Buffer.from(chunk.text, "utf8") : Buffer.from(chunk.base64, "base64");
}
