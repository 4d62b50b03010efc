import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** The formats of the recordings, which are the names of their folders. */
export type RecordedFormat = "chat-completions" | "responses" | "messages" | "gemini";

/** A recorded answer of a vendor. */
export interface Recording {
  /** Path in the format's folder, e.g. `xai/xai-tool-call`. */
  name: string;
  /** Whether it is a stream or one whole answer. */
  isStream: boolean;
  /** The chunks of the stream, or the one answer, as the vendor sent it. */
  chunks: unknown[];
  /** The body of the response. */
  body: string;
}

/**
 * Reads recorded answers of vendors. They are not part of the repository: the list is empty when no folder is
 * named.
 *
 * @param format The format of the recordings. Default `chat-completions`.
 * @param folder Holds `<format>/<name>.json`, or `<format>/<name>.chunks.txt` with one chunk in each line.
 *   Default: the environment variable `COMETAPI_RECORDINGS`.
 * @throws When the folder does not exist.
 */
export function readRecordings(
  format: RecordedFormat = "chat-completions",
  folder: string = process.env["COMETAPI_RECORDINGS"] ?? "",
): Recording[] {
  if (folder === "") return [];
  const root = path.join(folder, format);
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(chunks\.txt|json)$/.test(file))
    .toSorted()
    .map((file) => {
      const text = readFileSync(path.join(root, file), "utf8");
      const isStream = file.endsWith(".chunks.txt");
      const lines = isStream ? text.split("\n").filter((line) => line.trim() !== "") : [text];
      return {
        name: file.replace(/\.(chunks\.txt|json)$/, "").replaceAll(path.sep, "/"),
        isStream,
        chunks: lines.map((line): unknown => JSON.parse(line)),
        body: isStream ? toEventStream(lines, format) : text,
      };
    });
}

/** Streams of Chat Completions end with `[DONE]`. In other formats an event that has a type is named after it. */
function toEventStream(lines: readonly string[], format: RecordedFormat): string {
  if (format === "chat-completions") return [...lines, "[DONE]"].map(toEvent).join("");
  return lines.map((line) => toEventName(line) + toEvent(line)).join("");
}

function toEventName(line: string): string {
  const { type }: { type?: unknown } = JSON.parse(line);
  return typeof type === "string" ? `event: ${type}\n` : "";
}

function toEvent(line: string): string {
  return `data: ${line}\n\n`;
}
