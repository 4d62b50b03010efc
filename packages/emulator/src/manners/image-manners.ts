import { resolveImageTraits } from "@cometapi/core";
import type { ServedModel } from "../apis/text-api.ts";
import { invalidRequestError } from "../http/known-errors.ts";
import type { ImagesBody } from "../routes/images-body.ts";
import type { Manner } from "./manner.ts";

const minimumSeedreamPixels = 3_686_400;

/** What models do with requests for images. */
export const imageManners: readonly Manner<ImagesBody, ServedModel>[] = [
  {
    models: /^/u,
    refuses: ({ response_format: format }, { row }) =>
      (format ?? null) !== null && !resolveImageTraits(row.id).acceptsResponseFormat
        ? invalidRequestError(
            "Unknown parameter: 'response_format'.",
            "response_format",
            "unknown_parameter",
          )
        : undefined,
    reason: "Models that always send data do not know the field.",
    source: "core's table of image traits, which names the sources",
  },
  {
    models: /^/u,
    refuses: ({ n }, { row }) =>
      (n ?? 1) > (resolveImageTraits(row.id).maxImagesPerCall ?? Infinity)
        ? invalidRequestError(
            `${row.id} makes one image at a time: n must be 1.`,
            "n",
            "invalid_value",
          )
        : undefined,
    reason: "Some models make one image at a time.",
    source: "core's table of image traits, which names the sources",
  },
  {
    models: /^gpt-image-(?:1|2)$/u,
    refuses: ({ background }) =>
      background === "transparent"
        ? invalidRequestError(
            "Transparent background is not supported for this model.",
            "background",
            "invalid_value",
          )
        : undefined,
    reason: "Of the GPT Image models only 1.5 draws on nothing.",
    source: "seen on CometAPI by a third party (2026-08-10)",
  },
  {
    models: /seedream/u,
    refuses: ({ size }) => {
      const [width = 0, height = 0] = (size ?? "").split("x").map(Number);
      return width * height > 0 && width * height < minimumSeedreamPixels
        ? invalidRequestError(
            `image size must be at least ${minimumSeedreamPixels} pixels, not ${size ?? ""}.`,
            "size",
            "image_generation_user_error",
          )
        : undefined;
    },
    reason: "Seedream draws no small images.",
    source: "seen on CometAPI by a third party (2026-08-10)",
  },
];
