import {
  CometAPIError,
  createMediaPart,
  mapAudioMediaType,
  type CacheControl,
  type ContentPart,
  type MediaSource,
  isJSONObject,
} from "@cometapi/core";
import type { BaseMessage } from "@langchain/core/messages";
import { readRecord, readText } from "../read-field.ts";
import { parseDataSource } from "./data-source.ts";

type Block = Record<string, unknown>;

/**
 * Turns the content of a human, system or tool message into core's parts. Takes LangChain's v1
 * blocks, its v0 data blocks, and the blocks of OpenAI and Anthropic.
 *
 * @throws {CometAPIError} `invalid-argument` for a block of unknown type, or without content.
 */
export function convertContent(content: BaseMessage["content"]): string | ContentPart[] {
  return typeof content === "string" ? content : content.map(convertContentBlock);
}

/** Turns one content block into one part. */
export function convertContentBlock(block: Block): ContentPart {
  const type = String(block["type"]);
  const convert = converters[type];
  const part = convert?.(block);
  if (part !== undefined) return withCacheControl(part, block);
  throw new CometAPIError({
    code: "invalid-argument",
    message:
      convert === undefined
        ? `A content block of type "${type}" cannot be sent. Use ${Object.keys(converters).join(", ")}.`
        : `A content block of type "${type}" has no content: give it a url, data with mimeType, or fileId.`,
  });
}

const converters: Record<string, (block: Block) => ContentPart | undefined> = {
  text: convertText,
  "text-plain": convertDocument,
  image: convertImage,
  image_url: (block) => {
    const url = readText(block, "image_url") ?? readText(block["image_url"], "url");
    const detail = readText(block["image_url"], "detail");
    return url === undefined ? undefined : { type: "image", source: { url }, detail };
  },
  audio: convertMedia,
  input_audio: (block) => {
    const data = readText(block["input_audio"], "data");
    const format = readText(block["input_audio"], "format");
    return data === undefined || format === undefined
      ? undefined
      : { type: "audio", source: { data, mediaType: mapAudioMediaType(format) } };
  },
  file: (block) => {
    const file = readRecord(block, "file");
    return convertDocument(file === undefined ? block : toDocumentBlock(file));
  },
  document: convertDocument,
  video: convertMedia,
  video_url: (block) => {
    const url = readText(block, "video_url") ?? readText(block["video_url"], "url");
    return url === undefined ? undefined : { type: "video", source: { url } };
  },
  non_standard: (block) =>
    isJSONObject(block["value"]) ? { type: "raw", value: block["value"] } : undefined,
};

function convertText(block: Block): ContentPart | undefined {
  const { text } = block;
  return typeof text === "string" ? { type: "text", text } : undefined;
}

function convertImage(block: Block): ContentPart | undefined {
  const source = convertSource("image", block);
  const detail = readText(block["metadata"], "detail") ?? readText(block, "detail");
  return source === undefined ? undefined : { type: "image", source, detail };
}

/** A video or a recording. */
function convertMedia(block: Block): ContentPart | undefined {
  const kind = String(block["type"]);
  const source = convertSource(kind, block);
  return source === undefined ? undefined : createMediaPart(kind, source);
}

function convertSource(kind: string, block: Block): MediaSource | undefined {
  const source = parseDataSource(block);
  if (source === undefined) return undefined;
  switch (source.type) {
    case "url":
      return { url: source.url };
    case "data":
      return source.mediaType === undefined
        ? refuse(kind, "data without a type", `mimeType: "${kind}/…"`)
        : { data: source.data, mediaType: source.mediaType };
    case "file-id":
      return { fileId: source.fileId };
    default:
      return refuse(kind, "text", "a url or data");
  }
}

function convertDocument(block: Block): ContentPart | undefined {
  const source = parseDataSource(block);
  const filename = filenameOf(block);
  if (source?.type === "text") {
    const heading = [readText(block, "title"), readText(block, "context")];
    return { type: "text", text: [...heading, source.text].filter(Boolean).join("\n\n") };
  }
  if (source?.type === "url") return { type: "file", source: { url: source.url }, filename };
  if (source?.type === "file-id") {
    return { type: "file", source: { fileId: source.fileId }, filename };
  }
  if (source === undefined) return undefined;
  const { data, mediaType } = source;
  if (mediaType === undefined) {
    return refuse("file", "data without a type", 'mimeType: "application/pdf"');
  }
  return { type: "file", source: { data, mediaType }, filename };
}

/** OpenAI's `file` block as LangChain's. */
function toDocumentBlock(file: Block): Block {
  return {
    data: readText(file, "file_data") ?? readText(file, "data"),
    fileId: file["file_id"],
    filename: file["filename"],
  };
}

function filenameOf(block: Block): string | undefined {
  const metadata = block["metadata"];
  return (
    readText(block, "filename") ??
    readText(metadata, "filename") ??
    readText(metadata, "name") ??
    readText(metadata, "title") ??
    readText(block, "title")
  );
}

function refuse(kind: string, given: string, wanted: string): never {
  throw new CometAPIError({
    code: "invalid-argument",
    message: `A content block of type "${kind}" was given ${given}, which cannot be sent. Give it ${wanted}.`,
  });
}

function withCacheControl(part: ContentPart, block: Block): ContentPart {
  const cacheControl = parseCacheControl(block["cache_control"]);
  if (cacheControl === undefined || part.type === "raw" || part.type === "audio") return part;
  return { ...part, cacheControl };
}

/** The prompt-cache mark of a block or a tool, `cache_control` as Anthropic defines it. */
export function parseCacheControl(value: unknown): CacheControl | undefined {
  if (readText(value, "type") !== "ephemeral") return undefined;
  const ttl = readText(value, "ttl");
  return ttl === "5m" || ttl === "1h" ? { type: "ephemeral", ttl } : { type: "ephemeral" };
}
