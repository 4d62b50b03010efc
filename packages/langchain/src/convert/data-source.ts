import { encodeBase64, parseBase64Text, parseDataURL as parseInlineData } from "@cometapi/core";
import { readRecord, readText } from "../read-field.ts";

/** The content of an image, a document, a recording or a video, or where it is. */
export type DataSource =
  | { type: "url"; url: string }
  | { type: "data"; data: string; mediaType: string | undefined }
  | { type: "file-id"; fileId: string }
  | { type: "text"; text: string };

/**
 * The content of a block in one of three forms: LangChain's v1 (`url`, `data`, `fileId`), LangChain's v0
 * (`source_type`) or Anthropic's (`source`). A `data:` URL is taken apart.
 */
export function parseDataSource(block: Record<string, unknown>): DataSource | undefined {
  const source = readRecord(block, "source") ?? block;
  const mediaType =
    readText(source, "mimeType") ?? readText(source, "mime_type") ?? readText(source, "media_type");
  const url = readText(source, "url");
  if (url !== undefined) return parseDataURL(url, mediaType) ?? { type: "url", url };
  const data = readData(source["data"]);
  if (data !== undefined) {
    if (source["type"] === "text") return { type: "text", text: data };
    return parseDataURL(data, mediaType) ?? { type: "data", data, mediaType };
  }
  const fileId =
    readText(source, "fileId") ??
    readText(source, "file_id") ??
    (source["source_type"] === "id" ? readText(source, "id") : undefined);
  if (fileId !== undefined) return { type: "file-id", fileId };
  const text = readText(source, "text");
  return text === undefined ? undefined : { type: "text", text };
}

/**
 * Takes a `data:` URL apart. If it names no media type, the given one holds. Content that is not base64 is
 * text.
 */
export function parseDataURL(url: string, mediaType: string | undefined): DataSource | undefined {
  const inline = parseInlineData(url);
  if (inline === undefined) return undefined;
  const [head = ""] = url.split(",", 1);
  if (!/;\s*base64\s*$/i.test(head)) return { type: "text", text: parseBase64Text(inline.data) };
  const isTyped = /^data:[^;]/i.test(head);
  return { type: "data", data: inline.data, mediaType: isTyped ? inline.mediaType : mediaType };
}

function readData(data: unknown): string | undefined {
  if (typeof data === "string" && data !== "") return data;
  return data instanceof Uint8Array ? encodeBase64(data) : undefined;
}
