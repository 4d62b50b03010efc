import type { ReceivedResponse } from "../chat/chat-answer.ts";
import type { ChatWarning } from "../chat/chat-request.ts";
import type { JSONObject } from "../json.ts";
import type { Cost } from "../money/cost.ts";
import type { ImageModelId } from "../models/model-ids.ts";
import type { FileInput } from "../transport/file-input.ts";

interface ImageOptions {
  /** Model id, e.g. `gpt-image-1.5`. A leading `cometapi/` is removed. */
  model: ImageModelId;
  prompt: string;
  /** How many images. Some models make only one per request. */
  count?: number | undefined;
  /** `1024x1024`, or another size that the model takes. Seedream needs at least 3,686,400 pixels. */
  size?: string | undefined;
  /** `low`, `high`, `standard`, `hd`, … by model. */
  quality?: string | undefined;
  /** `transparent` or `opaque`, for models that know it (`gpt-image-1.5`). */
  background?: string | undefined;
  /** File format of the images: `png`, `jpeg`, `webp`. */
  outputFormat?: string | undefined;
  /** Whether images come as data or as an address that expires. Default: the model's own. */
  responseFormat?: "url" | "b64_json" | undefined;
  seed?: number | undefined;
  /** Stable identifier of the end user, for the vendor's abuse monitoring. */
  user?: string | undefined;
  /** Fields merged into the wire body last. */
  extraBody?: Readonly<JSONObject> | undefined;
}

/** Images to make from a prompt. */
export interface ImageRequest extends ImageOptions {
  /** `vivid` or `natural`, for models that know it (`dall-e-3`). */
  style?: string | undefined;
}

/** Images to change. */
export interface ImageEditRequest extends ImageOptions {
  /** The images to start from, at least one. */
  images: readonly FileInput[];
  /** An image whose transparent parts mark what may change. */
  mask?: FileInput | undefined;
}

/** One image, as data or as a signed address that expires. */
export type GeneratedImage = (
  | {
      type: "base64";
      /** The file in base64, without a `data:` prefix. */
      base64: string;
      /** E.g. `image/png`, as the data shows it. */
      mediaType: string;
    }
  | { type: "url"; url: string }
) & {
  /** The prompt as the model rewrote it. */
  revisedPrompt: string | undefined;
};

/** Token counts of an image call, for models priced by tokens. */
export interface ImageUsage {
  inputTokens: number | undefined;
  /** The part of the input that the given images were, for edits. */
  inputImageTokens: number | undefined;
  outputTokens: number | undefined;
  totalTokens: number | undefined;
}

/** What the service reports about the images it made. */
export interface ImageDetails {
  /** When they were made, in milliseconds since 1970. */
  createdAtMs?: number | undefined;
  size?: string | undefined;
  quality?: string | undefined;
  background?: string | undefined;
  outputFormat?: string | undefined;
}

/** An image that was refused while others were made. */
export interface RefusedImage {
  /** Its place in the answer, from 0. */
  index: number;
  /** The vendor's own code, e.g. `OutputImageSensitiveContentDetected`. */
  code: string | undefined;
  /** Why, in the vendor's words. */
  message: string;
}

/** The images, at least one. */
export interface ImageResult {
  images: GeneratedImage[];
  /** Images that were refused, usually by the vendor's content filter. */
  refused: RefusedImage[];
  usage: ImageUsage | undefined;
  /** What was made. Models choose a value where the request has `auto` or none. */
  details: ImageDetails;
  /** Options that could not be sent as given. */
  warnings: ChatWarning[];
  /** The model id that was asked. */
  model: string;
  response: ReceivedResponse;
  /** The response body as it came, the images in it included. */
  raw: JSONObject;
  /** What it cost. Only with `includeCost`. */
  charge?: Cost | undefined;
}
