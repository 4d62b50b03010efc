import { classifyError, impliedStatus } from "../errors/classify-error.ts";
import { CometAPIError } from "../errors/comet-api-error.ts";
import { invalidAnswer } from "../errors/invalid-answer.ts";
import { type ErrorDescription, normalizeErrorBody } from "../errors/normalize-error-body.ts";
import { isJSONObject, isObject, numberOf, objectOf, textOf } from "../json-access.ts";
import type { JSONObject } from "../json.ts";
import { parseDataURL } from "../media/data-url.ts";
import { resolveMediaType } from "../media/resolve-media-type.ts";
import type { GeneratedImage, ImageDetails, ImageUsage, RefusedImage } from "./image-request.ts";

/** What an answer of an image call holds. */
export interface ImageAnswer {
  images: GeneratedImage[];
  refused: RefusedImage[];
  usage: ImageUsage | undefined;
  details: ImageDetails;
  /** The body as it came. */
  raw: JSONObject;
}

/**
 * Reads an answer of `POST /v1/images/generations` or `/v1/images/edits`. Items without an image are
 * listed separately; they are not an error, because the other images were made and charged.
 *
 * @throws {@link CometAPIError} when there is no image at all: with the vendor's reason, or `content-filter`
 * for an empty list, because CometAPI sends one when every image was filtered.
 */
export function normalizeImages(body: unknown): ImageAnswer {
  const envelope = isJSONObject(body) ? body : {};
  const data: unknown = envelope["data"];
  if (!Array.isArray(data)) throw invalidAnswer("it has no list `data` of images");
  const images: GeneratedImage[] = [];
  const refusals: Refusal[] = [];
  for (const [index, item] of data.entries()) {
    const image = normalizeImage(item, textOf(envelope["output_format"]));
    if (image === undefined) refusals.push({ index, description: describeRefusal(item) });
    else images.push(image);
  }
  if (images.length === 0) throw noImage(refusals);
  return {
    images,
    refused: refusals.map(({ index, description }) => ({
      index,
      code: description?.code,
      message: messageOf(description),
    })),
    usage: normalizeImageUsage(envelope["usage"]),
    details: normalizeDetails(envelope),
    raw: envelope,
  };
}

function normalizeDetails(envelope: JSONObject): ImageDetails {
  const createdAt = numberOf(envelope["created"]);
  return {
    createdAtMs: createdAt === undefined ? undefined : createdAt * 1000,
    size: textOf(envelope["size"]),
    quality: textOf(envelope["quality"]),
    background: textOf(envelope["background"]),
    outputFormat: textOf(envelope["output_format"]),
  };
}

interface Refusal {
  index: number;
  /** Undefined where the vendor does not say why. */
  description: ErrorDescription | undefined;
}

/** Volcengine puts an error in the place of an image; others put the reason where its data belongs. */
function describeRefusal(item: unknown): ErrorDescription | undefined {
  if (!isObject(item)) return undefined;
  const reason = textOf(item["finish_reason"]) ?? textOf(item["rai_reason"]);
  return (
    normalizeErrorBody(item, { canBeAnswer: false }) ?? normalizeErrorBody({ message: reason })
  );
}

function messageOf(description: ErrorDescription | undefined): string {
  return (
    description?.message ?? description?.code ?? "The vendor gave neither data nor an address."
  );
}

function noImage([first]: readonly Refusal[]): CometAPIError {
  if (first === undefined) {
    return new CometAPIError({
      code: "content-filter",
      message:
        "CometAPI sent no image: the vendor's content filter took all of them. Change the prompt.",
    });
  }
  const { description } = first;
  if (description === undefined) {
    return invalidAnswer("none of its images has `b64_json` or `url`");
  }
  const { code } = classifyError(description.status, description);
  return new CometAPIError({
    code,
    message: `CometAPI sent no image: ${messageOf(description)}`,
    status: description.status ?? impliedStatus(code),
    vendorCode: description.code,
    type: description.type,
    param: description.param,
  });
}

function normalizeImage(
  item: unknown,
  outputFormat: string | undefined,
): GeneratedImage | undefined {
  const fields: Record<string, unknown> = isObject(item) ? item : {};
  const revisedPrompt = textOf(fields["revised_prompt"]);
  const content = textOf(fields["b64_json"]) ?? textOf(fields["url"]) ?? textOf(item);
  if (content === undefined) return undefined;
  // Either field may hold an address, a data URL or, under `b64_json`, the plain data.
  if (/^https?:/i.test(content)) return { type: "url", url: content, revisedPrompt };
  const inline = parseDataURL(content);
  if (inline === undefined && textOf(fields["b64_json"]) === undefined) {
    return { type: "url", url: content, revisedPrompt };
  }
  const base64 = inline?.data ?? content;
  const declared = inline?.mediaType ?? mediaTypeNamed(outputFormat);
  const mediaType = resolveMediaType(base64, declared) ?? "image/png";
  return { type: "base64", base64, mediaType, revisedPrompt };
}

function mediaTypeNamed(format: string | undefined): string | undefined {
  return format === undefined || !/^[a-z]+$/.test(format) ? undefined : `image/${format}`;
}

function normalizeImageUsage(usage: unknown): ImageUsage | undefined {
  if (!isObject(usage)) return undefined;
  const { image_tokens: inputImageTokens } = objectOf(usage["input_tokens_details"]);
  return {
    inputTokens: numberOf(usage["input_tokens"]) ?? numberOf(usage["prompt_tokens"]),
    inputImageTokens: numberOf(inputImageTokens),
    outputTokens: numberOf(usage["output_tokens"]) ?? numberOf(usage["completion_tokens"]),
    totalTokens: numberOf(usage["total_tokens"]),
  };
}
