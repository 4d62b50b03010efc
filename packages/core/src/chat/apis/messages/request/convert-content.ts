import type { JSONObject } from "../../../../json.ts";
import type { ContentPart, TextPart } from "../../../chat-request.ts";
import { echoOf } from "../../../echo.ts";
import { convertCacheMark } from "./convert-cache-mark.ts";
import { convertMedia } from "./convert-media.ts";
import { pickAnthropicOptions } from "./pick-anthropic-options.ts";
import type { RequestContext } from "./request-context.ts";

/** The content of a user message, or of a tool's result, as blocks. */
export function convertContent(
  content: string | readonly ContentPart[],
  context: RequestContext,
): JSONObject[] {
  if (typeof content === "string") return convertText({ text: content });
  return content.flatMap((part) => convertPart(part, context));
}

function convertPart(part: ContentPart, context: RequestContext): JSONObject[] {
  if (part.type === "text") return convertText(part);
  if (part.type === "raw") return [{ ...part.value }];
  const block = convertMedia(part, context);
  return block === undefined ? [] : [{ ...block, ...convertCacheMark(part) }];
}

/** Text as a block, with its citations if it is part of an earlier answer. The API refuses empty text. */
export function convertText(part: Omit<TextPart, "type">): JSONObject[] {
  const { text } = part;
  if (text === "") return [];
  const citations = echoOf(part.echo, "messages") ?? pickAnthropicOptions(part, "citations");
  return [{ type: "text", text, ...citations, ...convertCacheMark(part) }];
}
