import { stringifyArgument } from "../../../../errors/stringify-argument.ts";
import { isJSONArray, isJSONObject, parseJSON } from "../../../../json-access.ts";
import type { JSONObject, JSONValue } from "../../../../json.ts";
import type { ContentPart, MediaPart, ToolMessage } from "../../../chat-request.ts";
import { convertMedia, convertPart } from "./convert-part.ts";

/** A tool's result in the API's form. */
export interface ConvertedResult {
  /** The part with the `functionResponse`. */
  response: JSONObject;
  /** Parts after it, for models that take no images and files within it. */
  attachments: JSONObject[];
}

/** @param takesMedia Whether the response may contain images and files. */
export function convertToolResult(
  { content, isError }: ToolMessage,
  name: string,
  takesMedia: boolean,
): ConvertedResult {
  const parts: readonly ContentPart[] =
    typeof content === "string" ? [{ type: "text", text: content }] : content;
  const media = parts.filter(isMedia);
  const output = readOutput(parts, media.length > 0);
  // Google's names for the output of a function and for its error.
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
