import { CometAPIError } from "../errors/comet-api-error.ts";
import { isJSONObject, isObject, numberOf, textOf } from "../json-access.ts";
import type { JSONObject } from "../json.ts";
import { invalidAnswer } from "../errors/invalid-answer.ts";
import type { GeneratedImage, ImageUsage } from "./image-request.ts";

/** What an answer of an image call holds. */
export interface ImageAnswer {
  images: GeneratedImage[];
  usage: ImageUsage | undefined;
  /** The body as it came. */
  raw: JSONObject;
}

/**
 * Reads an answer of `POST /v1/images/generations` or `/v1/images/edits`.
 *
 * @throws {@link CometAPIError} `content-filter` for an empty list, by which CometAPI says that every
 * image was filtered; `invalid-response` for an image that is neither data nor an address.
 */
export function normalizeImages(body: unknown): ImageAnswer {
  const envelope = isJSONObject(body) ? body : {};
  const data: unknown = envelope["data"];
  if (!Array.isArray(data)) throw invalidAnswer("it has no list `data` of images");
  if (data.length === 0) {
    throw new CometAPIError({
      code: "content-filter",
      message:
        "CometAPI sent no image: the vendor's content filter took all of them. Change the prompt.",
    });
  }
  return {
    images: data.map((item, index) => normalizeImage(item, index, envelope["output_format"])),
    usage: normalizeImageUsage(envelope["usage"]),
    raw: envelope,
  };
}

function normalizeImage(item: unknown, index: number, outputFormat: unknown): GeneratedImage {
  const fields: Record<string, unknown> = isObject(item) ? item : {};
  const revisedPrompt = textOf(fields["revised_prompt"]);
  const url = textOf(fields["url"]);
  const data = textOf(fields["b64_json"]) ?? (url?.startsWith("data:") === true ? url : undefined);
  if (data !== undefined) {
    // Some vendors put a whole data URL where the plain data belongs.
    const base64 = data.slice(data.indexOf(",") + 1);
    const mediaType = mediaTypeOf(base64) ?? mediaTypeNamed(textOf(outputFormat)) ?? "image/png";
    return { type: "base64", base64, mediaType, revisedPrompt };
  }
  if (url === undefined) throw invalidAnswer(`image ${index} has neither \`b64_json\` nor \`url\``);
  return { type: "url", url, revisedPrompt };
}

/** How the files of each format begin, in base64. */
const SIGNATURES: readonly (readonly [start: string, mediaType: string])[] = [
  ["iVBORw0KGgo", "image/png"],
  ["/9j/", "image/jpeg"],
  ["UklGR", "image/webp"],
  ["R0lGOD", "image/gif"],
];

function mediaTypeOf(base64: string): string | undefined {
  return SIGNATURES.find(([start]) => base64.startsWith(start))?.[1];
}

function mediaTypeNamed(format: string | undefined): string | undefined {
  return format === undefined || !/^[a-z]+$/.test(format) ? undefined : `image/${format}`;
}

function normalizeImageUsage(usage: unknown): ImageUsage | undefined {
  if (!isObject(usage)) return undefined;
  return {
    inputTokens: numberOf(usage["input_tokens"]) ?? numberOf(usage["prompt_tokens"]),
    outputTokens: numberOf(usage["output_tokens"]) ?? numberOf(usage["completion_tokens"]),
    totalTokens: numberOf(usage["total_tokens"]),
  };
}
