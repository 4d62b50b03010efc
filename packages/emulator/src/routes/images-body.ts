import { z } from "zod";

/** A checked body of `POST /v1/images/generations`. */
export interface ImagesBody {
  model: string;
  prompt: string;
  n?: number | null | undefined;
  size?: string | null | undefined;
  response_format?: "url" | "b64_json" | null | undefined;
  output_format?: "png" | "jpeg" | "webp" | null | undefined;
  background?: "transparent" | "opaque" | "auto" | null | undefined;
}

/** What CometAPI accepts as one. */
export const imagesBody: z.ZodType<ImagesBody> = z.looseObject({
  model: z.string(),
  prompt: z.string().min(1).max(32_000),
  n: z.int().min(1).max(10).nullish(),
  size: z.string().nullish(),
  response_format: z.enum(["url", "b64_json"]).nullish(),
  output_format: z.enum(["png", "jpeg", "webp"]).nullish(),
  background: z.enum(["transparent", "opaque", "auto"]).nullish(),
});
