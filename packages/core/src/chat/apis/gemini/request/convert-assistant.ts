import { isJSONObject, numberOf, parseJSON, textOf } from "../../../../json-access.ts";
import type { JSONObject } from "../../../../json.ts";
import type { AssistantMessage, AssistantPart, ToolCallPart } from "../../../chat-request.ts";
import { echoOf } from "../../../echo.ts";
import { convertContent, convertPart, readPartOptions } from "./convert-content.ts";
import { convertMedia } from "./convert-media.ts";
import type { RequestContext } from "./request-context.ts";

/** An earlier answer in the API's form, with its signatures on the parts that they came with. */
export function convertAssistant(
  { content, refusal = "" }: AssistantMessage,
  context: RequestContext,
): JSONObject[] {
  const parts =
    typeof content === "string"
      ? convertContent(content)
      : content.flatMap((part) => convertAssistantPart(part, context));
  // An answer of another API may be only a refusal.
  return parts.length === 0 ? convertContent(refusal) : parts;
}

function convertAssistantPart(part: AssistantPart, context: RequestContext): JSONObject[] {
  switch (part.type) {
    case "text":
      return convertText(part.text, echoOf(part.echo, "gemini"), readPartOptions(part));
    case "reasoning": {
      const echo = echoOf(part.echo, "gemini");
      const options = readPartOptions(part);
      // Thoughts of other models are left out.
      const isOwn = echo !== undefined || "thoughtSignature" in options;
      return isOwn ? convertText(part.text, echo, { ...options, thought: true }) : [];
    }
    case "tool-call":
      context.calls.add(part);
      return [convertCall(part)];
    case "vendor-block":
      return part.api === "gemini" ? [{ ...part.block }] : [];
    case "image":
      return [
        {
          ...convertMedia(part),
          ...readPartOptions(part),
          ...signatureOf(echoOf(part.echo, "gemini")),
        },
      ];
    default:
      return convertPart(part);
  }
}

/**
 * Text, split again if it was joined from several parts: the signature belongs to the last one, which begins at `from` of
 * the echo that `../answer/text-reader.ts` wrote.
 */
function convertText(
  text: string,
  echo: JSONObject | undefined,
  options: JSONObject,
): JSONObject[] {
  const signature = signatureOf(echo);
  const isSigned = Object.keys(signature).length > 0 || "thoughtSignature" in options;
  const from = numberOf(echo?.["from"]) ?? 0;
  if (from > 0 && from <= text.length && isSigned) {
    return [
      { text: text.slice(0, from), ...options },
      { text: text.slice(from), ...options, ...signature },
    ];
  }
  return text === "" && !isSigned ? [] : [{ text, ...options, ...signature }];
}

function convertCall(part: ToolCallPart): JSONObject {
  const { name, arguments: text, echo } = part;
  const args = parseJSON(text.trim() === "" ? "{}" : text);
  return {
    // The relay takes no ids: calls and their results are matched by name and order.
    functionCall: { name, args: isJSONObject(args) ? args : { input: text } },
    ...readPartOptions(part),
    ...signatureOf(echoOf(echo, "gemini")),
  };
}

function signatureOf(echo: JSONObject | undefined): JSONObject {
  const thoughtSignature = textOf(echo?.["thoughtSignature"]);
  return thoughtSignature === undefined ? {} : { thoughtSignature };
}
