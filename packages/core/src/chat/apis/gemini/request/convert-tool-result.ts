import { stringifyArgument } from "../../../../errors/stringify-argument.ts";
import { isJSONArray, isJSONObject, parseJSON } from "../../../../json-access.ts";
import type { JSONObject, JSONValue } from "../../../../json.ts";
import type { ContentPart, MediaPart, ToolMessage } from "../../../chat-request.ts";
import { convertPart } from "./convert-content.ts";
import { convertMedia } from "./convert-media.ts";
import type { RequestContext } from "./request-context.ts";

/**
 * The results of one step, in the order of its calls: the relay takes no ids, so results are matched by order. Answers
 * to approval requests are left out, because the API has no such requests.
 */
export function convertToolResults(
  results: readonly ToolMessage[],
  { calls, traits, notes }: RequestContext,
): JSONObject[] {
  const sent = results.filter(({ approval }) => approval === undefined);
  if (sent.length < results.length) notes.dropped("messages", APPROVAL_DROPPED);
  return sent
    .map((message) => ({ message, call: calls.find(message) }))
    .toSorted((a, b) => a.call.order - b.call.order)
    .flatMap(({ message, call }) => convertResult(message, call.name, traits.acceptsMediaInResults))
    .toSorted((a, b) => Number(isResponse(b)) - Number(isResponse(a)));
}

const APPROVAL_DROPPED =
  "The answer to an approval request was not sent: Gemini has no such requests.";

function isResponse(part: JSONObject): boolean {
  return part["functionResponse"] !== undefined;
}

/**
 * A result as a `functionResponse`, and the parts after it if the model takes no images and files within it.
 *
 * @param takesMedia Whether it does.
 */
function convertResult(
  { content, isError }: ToolMessage,
  name: string,
  takesMedia: boolean,
): JSONObject[] {
  const parts: readonly ContentPart[] =
    typeof content === "string" ? [{ type: "text", text: content }] : content;
  const media = parts.filter(isMedia);
  const output = readOutput(parts, media.length > 0);
  // Google's names for the output of a function and for its error.
  const response: JSONObject = { [isError === true ? "error" : "output"]: output };
  if (media.length === 0) return [{ functionResponse: { name, response } }];
  if (takesMedia) return [{ functionResponse: { name, response, parts: media.map(convertMedia) } }];
  return [
    { functionResponse: { name, response } },
    { text: `Returned by ${name}:` },
    ...media.flatMap(convertPart),
  ];
}

function isMedia(part: ContentPart): part is MediaPart {
  return part.type !== "text" && part.type !== "raw";
}

/** The text of a result, parsed if it is a JSON object or array. */
function readOutput(parts: readonly ContentPart[], hasMedia: boolean): JSONValue {
  const texts = parts.flatMap((part) => {
    if (part.type === "text") return [part.text];
    return part.type === "raw" ? [stringifyArgument(part.value)] : [];
  });
  const text = texts.join("\n");
  if (text === "" && hasMedia) return "See the attached content.";
  // Google reads `$ref` in a response as the name of an attachment.
  if (!/^\s*[[{]/.test(text) || text.includes('"$ref"')) return text;
  const value = parseJSON(text);
  return isJSONObject(value) || isJSONArray(value) ? value : text;
}
