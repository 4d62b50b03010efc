import type { CitationEvent, ImageEvent, VendorBlockPart } from "@cometapi/core";
import type { ContentBlock } from "@langchain/core/messages";
import { keepEcho, keepVendorBlock } from "./echo.ts";

/** A generated image as a content block. */
export function convertGeneratedImage({ image, echo }: ImageEvent): ContentBlock.Multimodal.Image {
  const block: ContentBlock.Multimodal.Image =
    "url" in image
      ? { type: "image", url: image.url }
      : { type: "image", data: image.data, mimeType: image.mediaType };
  return { ...block, ...keepEcho(echo) };
}

/** A source of the answer as an annotation of its text. */
export function convertCitation(citation: CitationEvent): ContentBlock.Citation {
  return {
    type: "citation",
    ...(citation.url !== undefined && { url: citation.url }),
    ...(citation.title !== undefined && { title: citation.title }),
    ...(citation.filename !== undefined && { filename: citation.filename }),
    ...(citation.fileId !== undefined && { fileId: citation.fileId }),
    ...(citation.content !== undefined && { citedText: citation.content }),
    ...(citation.startIndex !== undefined && { startIndex: citation.startIndex }),
    ...(citation.endIndex !== undefined && { endIndex: citation.endIndex }),
  };
}

/** Chat Completions does not give the type of its audio. LangChain itself assumes this one. */
export const audioMediaType = "audio/wav";

/**
 * A vendor's block as content blocks: the call and the result of a tool that the vendor ran, or a
 * `non_standard` block for any other. The last of them keeps the vendor's block, which goes back with the
 * next request.
 */
export function convertVendorBlock(
  part: Pick<VendorBlockPart, "api" | "block" | "toolCall" | "toolResult">,
): ContentBlock[] {
  const { api, block, toolCall, toolResult } = part;
  const blocks: ContentBlock[] = [];
  if (toolCall !== undefined) {
    const { id, name } = toolCall;
    blocks.push({ type: "server_tool_call", id, name, args: parseArguments(toolCall.arguments) });
  }
  if (toolResult !== undefined) {
    const { id: toolCallId, result: output, isError } = toolResult;
    const status = isError ? "error" : "success";
    blocks.push({ type: "server_tool_call_result", toolCallId, status, output });
  }
  if (blocks.length === 0) blocks.push({ type: "non_standard", value: block });
  return keepVendorBlock(blocks, {
    api,
    block,
    ...(toolCall !== undefined && { toolCall }),
    ...(toolResult !== undefined && { toolResult }),
  });
}

function parseArguments(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
