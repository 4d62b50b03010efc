import type { ImageInput, Turn } from "../../engine/conversation.ts";
import type { ContentBlock, Message, MessagesBody } from "./messages-body.ts";

/** The system prompt and the messages as turns, and how many of them a cache mark covers. */
export function convertMessages(body: MessagesBody): {
  turns: Turn[];
  cachedTurnCount?: number;
} {
  const turns: Turn[] = [];
  let cachedTurnCount: number | undefined;
  const { system } = body;
  const systemBlocks = typeof system === "string" ? [] : (system ?? []);
  const systemText =
    typeof system === "string" ? system : systemBlocks.map((block) => block.text).join("\n\n");
  if (systemText !== "") turns.push({ role: "system", text: systemText });
  const marked = [...systemBlocks, ...(body.tools ?? [])];
  if (marked.some((block) => (block.cache_control ?? null) !== null)) {
    cachedTurnCount = turns.length;
  }
  for (const message of body.messages) {
    turns.push(...convertMessage(message));
    if (blocksOf(message).some((block) => "cache_control" in block && block.cache_control)) {
      cachedTurnCount = turns.length;
    }
  }
  return cachedTurnCount === undefined ? { turns } : { turns, cachedTurnCount };
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
  const hasOwnContent = text !== "" || images.length > 0 || results.length === 0;
  return hasOwnContent ? [...results, { role: "user", text, images }] : results;
}

function readText(blocks: readonly ContentBlock[]): string {
  return blocks
    .flatMap((block) => {
      if (block.type === "text") return [block.text];
      const isPlainDocument = block.type === "document" && block.source.type === "text";
      return isPlainDocument ? [block.source.data ?? ""] : [];
    })
    .join("\n\n");
}

function readImage(source: Extract<ContentBlock, { type: "image" }>["source"]): ImageInput {
  if (source.type === "base64") {
    return { kind: "bytes", mediaType: source.media_type, base64: source.data };
  }
  return { kind: "url", url: source.type === "url" ? source.url : `file ${source.file_id}` };
}
