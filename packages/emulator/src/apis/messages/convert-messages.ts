import type { CacheMark, DocumentInput, ImageInput, Turn } from "../../engine/conversation.ts";
import { readFileURL, readPDFFile } from "../read-file.ts";
import type {
  CacheControl,
  ContentBlock,
  DocumentBlock,
  Message,
  MessagesBody,
} from "./messages-body.ts";

/** The system prompt and the messages as turns, and how far they are to be cached. */
export function convertMessages(body: MessagesBody): {
  turns: Turn[];
  cacheMarks: CacheMark[];
} {
  const turns: Turn[] = [];
  const cacheMarks: CacheMark[] = [];
  const mark = (controls: readonly CacheControl[]): void => {
    const control = controls.findLast((candidate) => candidate !== null && candidate !== undefined);
    if (control === null || control === undefined) return;
    const lifetime = control.ttl === "1h" ? "oneHour" : "fiveMinutes";
    cacheMarks.push({ turnCount: turns.length, lifetime });
  };
  const { system } = body;
  const systemBlocks = typeof system === "string" ? [] : (system ?? []);
  const systemText =
    typeof system === "string" ? system : systemBlocks.map((block) => block.text).join("\n\n");
  if (systemText !== "") turns.push({ role: "system", text: systemText });
  mark([...(body.tools ?? []), ...systemBlocks].map((block) => block.cache_control));
  for (const message of body.messages) {
    turns.push(...convertMessage(message));
    mark(
      blocksOf(message).map((block) =>
        "cache_control" in block ? block.cache_control : undefined,
      ),
    );
  }
  mark([body.cache_control]);
  return { turns, cacheMarks };
}

/** The blocks of a message; a string counts as one text block. */
export function blocksOf({ content }: Message): ContentBlock[] {
  return typeof content === "string" ? [{ type: "text", text: content }] : content;
}

function convertMessage(message: Message): Turn[] {
  const blocks = blocksOf(message);
  const text = readText(blocks);
  if (message.role === "assistant") {
    const toolCalls = blocks.flatMap((block) =>
      block.type === "tool_use"
        ? [{ id: block.id, name: block.name, arguments: JSON.stringify(block.input) }]
        : [],
    );
    return [{ role: "assistant", text, toolCalls }];
  }
  const results = blocks.flatMap((block): Turn[] => {
    if (block.type !== "tool_result") return [];
    const content = block.content ?? "";
    return [
      {
        role: "tool",
        toolCallId: block.tool_use_id,
        text: typeof content === "string" ? content : readText(content),
        isError: block.is_error === true,
      },
    ];
  });
  const images = blocks.flatMap((block) =>
    block.type === "image" ? [readImage(block.source)] : [],
  );
  const documents = blocks.flatMap((block) =>
    block.type === "document" ? [readDocument(block)] : [],
  );
  const hasOwnContent =
    text !== "" || images.length > 0 || documents.length > 0 || results.length === 0;
  return hasOwnContent ? [...results, { role: "user", text, images, documents }] : results;
}

function readText(blocks: readonly ContentBlock[]): string {
  return blocks.flatMap((block) => (block.type === "text" ? [block.text] : [])).join("\n\n");
}

function readDocument({ source, title, citations }: DocumentBlock): DocumentInput {
  const about = { title: title ?? undefined, isCited: citations?.enabled === true };
  switch (source.type) {
    case "base64": {
      return {
        ...readPDFFile(source.data, about.title, "The PDF specified was not valid."),
        ...about,
      };
    }
    case "text": {
      return { ...about, text: source.data, pageTokens: 0, isPDF: false };
    }
    case "content": {
      const text = typeof source.content === "string" ? source.content : readText(source.content);
      return { ...about, text, pageTokens: 0, isPDF: false };
    }
    case "url":
    case "file": {
      const address = source.type === "url" ? source.url : source.file_id;
      return { ...readFileURL(address, about.title), ...about };
    }
  }
}

function readImage(source: Extract<ContentBlock, { type: "image" }>["source"]): ImageInput {
  if (source.type === "base64") {
    return { kind: "bytes", mediaType: source.media_type, base64: source.data };
  }
  return { kind: "url", url: source.type === "url" ? source.url : `file ${source.file_id}` };
}
