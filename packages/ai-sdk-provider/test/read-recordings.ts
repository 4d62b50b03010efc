import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** A recorded answer of a vendor on Chat Completions. */
export interface Recording {
  name: string;
  /** Chunks of a stream, or one whole answer. */
  isStream: boolean;
  /** The response body as it is sent. */
  body: string;
}

const folder =
  process.env["COMETAPI_RECORDINGS"] ??
  resolve(import.meta.dirname, "../../../../shared/recordings");

/** All recordings, or none where there are no recordings on this machine. */
export function readRecordings(): Recording[] {
  const root = join(folder, "chat-completions");
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".json") || path.endsWith(".chunks.txt"))
    .toSorted()
    .map((path) => {
      const text = readFileSync(join(root, path), "utf8");
      const isStream = path.endsWith(".chunks.txt");
      return {
        name: path.replace(/\.(chunks\.txt|json)$/, ""),
        isStream,
        body: isStream ? toEventStream(text) : text,
      };
    });
}

function toEventStream(lines: string): string {
  const chunks = lines.split("\n").filter((line) => line.trim() !== "");
  return [...chunks, "[DONE]"].map((chunk) => `data: ${chunk}\n\n`).join("");
}
