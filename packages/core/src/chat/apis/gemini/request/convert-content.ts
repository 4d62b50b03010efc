import type { JSONObject } from "../../../../json.ts";
import type { VendorOptions } from "../../../chat-options.ts";
import type { ContentPart } from "../../../chat-request.ts";
import { vendorOptionsOf } from "../../request/vendor-options-of.ts";
import { convertMedia } from "./convert-media.ts";

/** Content in the API's form. Empty text is left out, because the API refuses it. */
export function convertContent(content: string | readonly ContentPart[]): JSONObject[] {
  if (typeof content === "string") return content === "" ? [] : [{ text: content }];
  return content.flatMap(convertPart);
}

/** One part of a content. */
export function convertPart(part: ContentPart): JSONObject[] {
  if (part.type === "raw") return [{ ...part.value }];
  const options = readPartOptions(part);
  if (part.type !== "text") return [{ ...convertMedia(part), ...options }];
  return part.text === "" ? [] : [{ text: part.text, ...options }];
}

/** Options of `@ai-sdk/google` that are no fields of a part. */
const NOT_COPIED = new Set(["serverToolCallId", "serverToolType"]);

/** Google's options of a part, which are fields of it: `videoMetadata`, `mediaResolution`, … */
export function readPartOptions(part: { vendorOptions?: VendorOptions | undefined }): JSONObject {
  const options = Object.entries(vendorOptionsOf(part, "google"));
  return Object.fromEntries(options.filter(([name]) => !NOT_COPIED.has(name)));
}
