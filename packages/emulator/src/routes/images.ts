import type { ModelRow } from "../catalogue/model-row.ts";
import { isJsonObject } from "../engine/conversation.ts";
import { readImage } from "../engine/read-image.ts";
import { countTokens } from "../engine/split-pieces.ts";
import { checkBody } from "../validation/check-body.ts";
import type { EmulatorContext } from "../http/exchange.ts";
import { invalidRequestError, missingFieldError } from "../http/known-errors.ts";
import type { FormFields } from "../http/read-form.ts";
import { drawPNG } from "../media/draw-png.ts";
import { imageManners } from "../manners/image-manners.ts";
import { applyManners } from "../manners/manner.ts";
import { findModelOfType } from "./find-served-model.ts";
import { type ImagesBody, imagesBody } from "./images-body.ts";
import type { PreparedAnswer } from "./serve-endpoint.ts";

/** `POST /v1/images/generations`. */
export function prepareImages(context: EmulatorContext, input: unknown): PreparedAnswer {
  const fields = isJsonObject(input) ? input : {};
  const model = findModelOfType(fields["model"], "image", context.get("exchange").config);
  if ((fields["prompt"] ?? null) === null) throw missingFieldError("prompt");
  const body = applyManners(checkBody(imagesBody, input), model, imageManners);
  return {
    request: {
      api: "images",
      model: body.model,
      text: body.prompt,
      tools: [],
      isStream: false,
      hasToolResults: false,
    },
    respond: () => context.json(drawImages(context, model.row, body)),
  };
}

/** `POST /v1/images/edits`: the drawing of the prompt; the images must be there, and be such. */
export async function prepareImageEdit(
  context: EmulatorContext,
  { texts, files }: FormFields,
): Promise<PreparedAnswer> {
  const images = files["image"] ?? [];
  if (images.length === 0) throw missingFieldError("image");
  for (const [index, image] of images.entries()) {
    if (readImage(Buffer.from(await image.arrayBuffer())) !== undefined) continue;
    throw invalidRequestError(
      `Invalid image file or mode for image ${index + 1}, please check your image file.`,
      "image",
      "invalid_image_file",
    );
  }
  const count = texts["n"];
  return prepareImages(context, { ...texts, ...(count === undefined ? {} : { n: Number(count) }) });
}

/** `GET /images/{name}`: an image that an answer linked to. */
export function serveImage(context: EmulatorContext, name: string): Response {
  const bytes = context.get("exchange").state.images.get(name);
  if (bytes === undefined) return new Response("expired", { status: 403 });
  return new Response(bytes, { headers: { "content-type": "image/png" } });
}

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
