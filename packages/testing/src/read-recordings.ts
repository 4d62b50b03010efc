import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** The formats of which there are recordings, by the names of their folders. */
export type RecordedFormat = "chat-completions" | "responses" | "messages" | "gemini";

/** A recorded answer of a vendor. */
export interface Recording {
  /** What was recorded, in the format's folder, e.g. `xai/xai-tool-call`. */
  name: string;
  /** Whether it is a stream, else one whole answer. */
  isStream: boolean;
  /** The chunks of the stream, or the one answer, as the vendor sent them. */
  chunks: unknown[];
  /** The response body, as it is sent. */
  body: string;
}

/**
 * Recorded answers of vendors, which are not part of the repository: none when no folder is named.
 *
 * @param format Whose recordings. Default `chat-completions`.
 * @param folder Holds `<format>/<name>`, as `.json` or, one chunk a line, `.chunks.txt`. Default: what
 *   `COMETAPI_RECORDINGS` names.
 * @throws When the folder is not there.
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

/** Chat Completions ends its streams with a mark; of the others, those whose events have a type name it. */
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
