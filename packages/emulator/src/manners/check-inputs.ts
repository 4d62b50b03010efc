import type { TextAPIName } from "../catalogue/resolve-serving.ts";
import type { Conversation, ImageInput } from "../engine/conversation.ts";
import { countInputTokens } from "../engine/count-input-tokens.ts";
import { readImage } from "../engine/read-image.ts";
import type { ServedModel } from "../apis/text-api.ts";
import type { APIError } from "../http/api-error.ts";
import { invalidRequestError } from "../http/known-errors.ts";

/**
 * Checks that a request fits its model: the tokens fit its window, the limit is not above what it can write, it takes
 * images if there are some, and they are images. Limits and modalities are those of core's table. Throws the
 * 400 of the model's vendor.
 */
export function checkInputs(
  conversation: Conversation,
  model: ServedModel,
  api: TextAPIName,
): void {
  checkImages(conversation, model);
  checkWindow(conversation, model, api);
  checkOutput(conversation, model, api);
}

function checkImages({ turns }: Conversation, { traits, row }: ServedModel): void {
  const images = turns.flatMap((turn) => (turn.role === "user" ? turn.images : []));
  if (images.length === 0) return;
  if (traits.inputModalities?.includes("image") === false) {
    throw row.provider === "DeepSeek"
      ? invalidRequestError(
          "Failed to deserialize the JSON body into the target type: messages[0]: unknown variant `image_url`, expected `text`",
        )
      : invalidRequestError(
          "Invalid content type. image_url is only supported by certain models.",
          "messages",
        );
  }
  const broken = images.find((image) => !isImage(image));
  if (broken === undefined) return;
  switch (row.provider) {
    case "Anthropic": {
      throw invalidRequestError("Could not process image");
    }
    case "Google": {
      throw invalidRequestError(
        "Unable to process input image. Please retry or report in https://developers.generativeai.google/guide/troubleshooting",
      );
    }
    default: {
      throw invalidRequestError(
        "You uploaded an unsupported image. Please make sure your image has of one the following formats: ['png', 'jpeg', 'gif', 'webp'].",
        "messages",
        "invalid_image_format",
      );
    }
  }
}

function isImage(image: ImageInput): boolean {
  // Formats that the emulator cannot read, such as HEIC, are accepted.
  if (image.kind === "url" || !/image\/(?:png|jpe?g|gif|webp)/u.test(image.mediaType)) return true;
  return readImage(Buffer.from(image.base64, "base64")) !== undefined;
}

function checkWindow(
  conversation: Conversation,
  { traits, row }: ServedModel,
  api: TextAPIName,
): void {
  const maximum = traits.contextWindow ?? Infinity;
  const tokens = countInputTokens(conversation);
  if (tokens <= maximum) return;
  if (row.provider === "Anthropic") {
    throw invalidRequestError(`prompt is too long: ${tokens} tokens > ${maximum} maximum`);
  }
  if (row.provider === "Google") {
    throw invalidRequestError(
      `The input token count (${tokens}) exceeds the maximum number of tokens allowed (${maximum}).`,
    );
  }
  throw api === "responses"
    ? tooLongError(
        "Your input exceeds the context window of this model. Please adjust your input and try again.",
        "input",
      )
    : tooLongError(
        `This model's maximum context length is ${maximum} tokens. However, your messages resulted in ${tokens} tokens. Please reduce the length of the messages.`,
        "messages",
      );
}

function tooLongError(message: string, param: string): APIError {
  return invalidRequestError(message, param, "context_length_exceeded");
}

function checkOutput(
  { maxOutputTokens: wanted = 0 }: Conversation,
  { traits, row }: ServedModel,
  api: TextAPIName,
): void {
  const maximum = traits.maxOutputTokens ?? Infinity;
  // Responses and Gemini take any limit and stop at their own.
  if (wanted <= maximum || api === "responses" || row.provider === "Google") return;
  if (row.provider === "Anthropic") {
    throw invalidRequestError(
      `max_tokens: ${wanted} > ${maximum}, which is the maximum allowed number of output tokens for ${row.id}`,
    );
  }
  throw invalidRequestError(
    `max_tokens is too large: ${wanted}. This model supports at most ${maximum} completion tokens, whereas you provided ${wanted}.`,
    "max_tokens",
    "invalid_value",
  );
}
