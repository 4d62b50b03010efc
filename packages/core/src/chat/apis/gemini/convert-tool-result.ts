import { stringifyArgument } from "../../../errors/stringify-argument.ts";
import { isJSONArray, isJSONObject, parseJSON } from "../../../json-access.ts";
import type { JSONObject, JSONValue } from "../../../json.ts";
import type { ContentPart, MediaPart, ToolMessage } from "../../chat-request.ts";
import { convertMedia, convertPart } from "./convert-part.ts";

/** A tool's result in the API's form. */
export interface ConvertedResult {
  /** The part with the `functionResponse`. */
  response: JSONObject;
  /** What stands beside it, for models that take no images and files within it. */
  attachments: JSONObject[];
}

/**
 * What a tool returned.
 *
 * @param takesMedia Whether images and files may stand within the response.
 */
export function convertToolResult(
  { content, isError }: ToolMessage,
  name: string,
  takesMedia: boolean,
): ConvertedResult {
  const parts: readonly ContentPart[] =
    typeof content === "string" ? [{ type: "text", text: content }] : content;
  const media = parts.filter(isMedia);
  const output = readOutput(parts, media.length > 0);
  // Google's names for what a function returned and for what went wrong.
  const response: JSONObject = { [isError === true ? "error" : "output"]: output };
  if (media.length === 0) return toResult({ name, response });
  if (takesMedia) return toResult({ name, response, parts: media.map(convertMedia) });
  const attachments = [{ text: `Returned by ${name}:` }, ...media.flatMap(convertPart)];
  return toResult({ name, response }, attachments);
}

function toResult(functionResponse: JSONObject, attachments: JSONObject[] = []): ConvertedResult {
  return { response: { functionResponse }, attachments };
}

function isMedia(part: ContentPart): part is MediaPart {
  return part.type !== "text" && part.type !== "raw";
}

/** A result's text, as JSON where it is some. */
function readOutput(parts: readonly ContentPart[], hasMedia: boolean): JSONValue {
  const texts = parts.flatMap((part) => {
    if (part.type === "text") return [part.text];
    return part.type === "raw" ? [stringifyArgument(part.value)] : [];
  });
  const text = texts.join("\n");
  if (text === "" && hasMedia) return "See the attached content.";
  // In a response Google takes `$ref` for the name of an attachment.
  if (!/^\s*[[{]/.test(text) || text.includes('"$ref"')) return text;
  const value = parseJSON(text);
  return isJSONObject(value) || isJSONArray(value) ? value : text;
}
