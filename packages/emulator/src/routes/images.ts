import { z } from "zod";
import type { ModelRow } from "../catalogue/model-row.ts";
import { isJsonObject } from "../engine/conversation.ts";
import { countTokens } from "../engine/split-pieces.ts";
import { checkBody } from "../validation/check-body.ts";
import type { EmulatorContext } from "../http/exchange.ts";
import { invalidRequestError, missingFieldError } from "../http/known-errors.ts";
import type { FormFields } from "../http/read-form.ts";
import { drawPNG } from "../media/draw-png.ts";
import { findModelOfType } from "./find-served-model.ts";
import type { PreparedAnswer } from "./serve-endpoint.ts";

const imagesBody = z.looseObject({
  model: z.string(),
  prompt: z.string().min(1).max(32_000),
  n: z.int().min(1).max(10).nullish(),
  size: z.string().nullish(),
  response_format: z.enum(["url", "b64_json"]).nullish(),
  output_format: z.enum(["png", "jpeg", "webp"]).nullish(),
  background: z.enum(["transparent", "opaque", "auto"]).nullish(),
});

const minimumSeedreamPixels = 3_686_400;

/** `POST /v1/images/generations`. */
export function prepareImages(context: EmulatorContext, input: unknown): PreparedAnswer {
  const fields = isJsonObject(input) ? input : {};
  const { row } = findModelOfType(fields["model"], "image", context.get("exchange").config);
  if ((fields["prompt"] ?? null) === null) throw missingFieldError("prompt");
  const body = checkBody(imagesBody, input);
  checkManners(row, body);
  return {
    request: {
      api: "images",
      model: body.model,
      text: body.prompt,
      tools: [],
      isStream: false,
      hasToolResults: false,
    },
    respond: () => context.json(drawImages(context, row, body)),
  };
}

/** `POST /v1/images/edits`: the drawing of the prompt; the image must be there and is not looked at. */
export function prepareImageEdit(
  context: EmulatorContext,
  { texts, files }: FormFields,
): PreparedAnswer {
  if (files["image"] === undefined) throw missingFieldError("image");
  const count = texts["n"];
  return prepareImages(context, { ...texts, ...(count === undefined ? {} : { n: Number(count) }) });
}

/** `GET /images/{name}`: an image that an answer linked to. */
export function serveImage(context: EmulatorContext, name: string): Response {
  const bytes = context.get("exchange").state.images.get(name);
  if (bytes === undefined) return new Response("expired", { status: 403 });
  return new Response(bytes, { headers: { "content-type": "image/png" } });
}

type ImagesBody = z.infer<typeof imagesBody>;

function drawImages(context: EmulatorContext, row: ModelRow, body: ImagesBody): unknown {
  const { random, nowMs, state } = context.get("exchange");
  const isInline = sendsBase64(row) || body.response_format === "b64_json";
  const data = Array.from({ length: body.n ?? 1 }, (_image, index) => {
    const prompt = index === 0 ? body.prompt : `${body.prompt} ${index + 1}`;
    const bytes = drawPNG(prompt, body.size ?? undefined);
    if (isInline) return { b64_json: bytes.toString("base64"), revised_prompt: body.prompt };
    const name = `${random.text(24)}.png`;
    state.images.set(name, new Uint8Array(bytes));
    const url = new URL(`/images/${name}`, context.req.url);
    url.searchParams.set("signature", random.text(16));
    return { url: url.href, revised_prompt: body.prompt };
  });
  const tokens = countTokens(body.prompt);
  return {
    created: Math.floor(nowMs / 1000),
    data,
    ...(isInline
      ? { usage: { input_tokens: tokens, output_tokens: 0, total_tokens: tokens } }
      : {}),
  };
}

function sendsBase64({ id }: ModelRow): boolean {
  return /^gpt-image|^qwen-image/u.test(id);
}

/** What the models refuse, as third parties met it. */
function checkManners({ id }: ModelRow, body: ImagesBody): void {
  if (id === "gpt-image-2" && (body.response_format ?? null) !== null) {
    throw invalidRequestError(
      "Unknown parameter: 'response_format'.",
      "response_format",
      "unknown_parameter",
    );
  }
  if (/^(?:qwen-image|dall-e-3)/u.test(id) && (body.n ?? 1) > 1) {
    throw invalidRequestError(
      `${id} makes one image at a time: n must be 1.`,
      "n",
      "invalid_value",
    );
  }
  if (/^gpt-image-(?:1|2)$/u.test(id) && body.background === "transparent") {
    throw invalidRequestError(
      "Transparent background is not supported for this model.",
      "background",
      "invalid_value",
    );
  }
  const [width = 0, height = 0] = (body.size ?? "").split("x").map(Number);
  if (/seedream/u.test(id) && width * height > 0 && width * height < minimumSeedreamPixels) {
    throw invalidRequestError(
      `image size must be at least ${minimumSeedreamPixels} pixels, not ${body.size ?? ""}.`,
      "size",
      "image_generation_user_error",
    );
  }
}
