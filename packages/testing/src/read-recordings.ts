import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** A recorded answer of a vendor on Chat Completions. */
export interface Recording {
  /** Vendor and what was recorded, e.g. `xai/xai-tool-call`. */
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
 * @param folder Holds `chat-completions/<vendor>/<name>`, as `.json` or, one chunk a line,
 *   `.chunks.txt`. Default: what `COMETAPI_RECORDINGS` names.
 * @throws When the folder is not there.
 */
export function readRecordings(
  folder: string = process.env["COMETAPI_RECORDINGS"] ?? "",
): Recording[] {
  if (folder === "") return [];
  const root = path.join(folder, "chat-completions");
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
        body: isStream ? toEventStream(lines) : text,
      };
    });
}

function toEventStream(lines: readonly string[]): string {
  return [...lines, "[DONE]"].map((line) => `data: ${line}\n\n`).join("");
}
