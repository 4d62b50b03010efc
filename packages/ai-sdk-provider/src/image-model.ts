import type {
  ImageModelV4,
  ImageModelV4CallOptions,
  ImageModelV4Result,
  SharedV4Warning,
} from "@ai-sdk/provider";
import type { ImageRequest, ImageResult, JSONObject, RequestOptions } from "@cometapi/core";
import { resolveImageTraits } from "@cometapi/core";
import { WORKFLOW_DESERIALIZE, WORKFLOW_SERIALIZE } from "@workflow/serde";
import { convertBase64ToBytes } from "./convert/base64.ts";
import { convertFileInput } from "./convert/file-input.ts";
import { convertRequestOptions } from "./convert/request-options.ts";
import { convertRequestId, convertResponse } from "./convert/response.ts";
import { convertWarnings } from "./convert/warnings.ts";
import { toCallError } from "./errors.ts";
import type { ModelConfig } from "./model-config.ts";
import { anObject, aString } from "./option-rules.ts";
import { type OptionRules, parseCallOptions, PROVIDER_KEY } from "./provider-options.ts";
import { deserializeConfig, serializeModel, type SerializedModel } from "./serialized-model.ts";

/** What `providerOptions.cometapi` takes for an image call. */
export type CometAPIImageModelOptions = {
  /** `low`, `high`, `standard`, `hd`, … by model. */
  quality?: string;
  /** `vivid` or `natural`, for models that know it. */
  style?: string;
  /** `transparent` or `opaque`, for models that know it. */
  background?: string;
  /** File format of the images: `png`, `jpeg`, `webp`. */
  outputFormat?: string;
  /** Stable identifier of the end user, for the vendor's abuse monitoring. */
  user?: string;
  /** Fields merged into the request body last. */
  extraBody?: JSONObject;
};

const optionRules: OptionRules<CometAPIImageModelOptions> = {
  quality: aString,
  style: aString,
  background: aString,
  outputFormat: aString,
  user: aString,
  extraBody: anObject,
};

/** A model that makes images, and changes those it is given. */
export class CometAPIImageModel implements ImageModelV4 {
  readonly specificationVersion = "v4";
  readonly provider = "cometapi.image";
  readonly modelId: string;
  readonly maxImagesPerCall: number | undefined;
  readonly supportsFileInputs = true;
  readonly supportsMaskInputs = true;
  readonly #config: ModelConfig;

  /** Keeps the model in the state of a workflow, without the key. */
  static [WORKFLOW_SERIALIZE](model: CometAPIImageModel): SerializedModel {
    return serializeModel(model.modelId, model.#config);
  }

  /** Rebuilds a model that was kept. Its key comes from the environment. */
  static [WORKFLOW_DESERIALIZE](serialized: SerializedModel): CometAPIImageModel {
    return new CometAPIImageModel(serialized.modelId, deserializeConfig(serialized));
  }

  constructor(modelId: string, config: ModelConfig) {
    this.modelId = modelId;
    this.maxImagesPerCall = resolveImageTraits(modelId).maxImagesPerCall ?? 10;
    this.#config = config;
  }

  async doGenerate(call: ImageModelV4CallOptions): Promise<ImageModelV4Result> {
    const request: ImageRequest = {
      ...parseCallOptions(call.providerOptions, optionRules),
      model: this.modelId,
      prompt: call.prompt ?? "",
      count: call.n,
      size: call.size,
      seed: call.seed,
      // The AI SDK wants the image itself; an address would expire.
      responseFormat: "b64_json",
    };
    try {
      const options = convertRequestOptions(call);
      const result = await this.#send(request, call, options);
      return {
        images: await this.#readImages(result, options),
        warnings: [
          ...findUnsupported(call),
          ...convertWarnings(result.warnings.filter(({ option }) => option !== "responseFormat")),
        ],
        response: convertResponse(result.response, result.model),
        providerMetadata: { [PROVIDER_KEY]: convertMetadata(result) },
        ...(result.usage === undefined ? {} : { usage: result.usage }),
      };
    } catch (error) {
      throw toCallError(error);
    }
  }

  async #send(
    request: ImageRequest,
    { files, mask }: ImageModelV4CallOptions,
    options: RequestOptions,
  ): Promise<ImageResult> {
    const { client } = this.#config;
    if (files === undefined || files.length === 0) return client.generateImage(request, options);
    const images = files.map(convertFileInput);
    return client.editImage({ ...request, images, mask: mask && convertFileInput(mask) }, options);
  }

  /** All images as base64, or all as bytes where a model gives an address all the same. */
  async #readImages(
    { images }: ImageResult,
    { signal }: RequestOptions,
  ): Promise<string[] | Uint8Array[]> {
    const data = images.flatMap((image) => (image.type === "base64" ? [image.base64] : []));
    if (data.length === images.length) return data;
    return Promise.all(
      images.map(async (image) => {
        if (image.type === "base64") return convertBase64ToBytes(image.base64);
        return (await this.#config.client.downloadFile(image.url, { signal })).data;
      }),
    );
  }
}

function findUnsupported({ aspectRatio, mask, files }: ImageModelV4CallOptions): SharedV4Warning[] {
  const warnings: SharedV4Warning[] = [];
  if (aspectRatio !== undefined) {
    warnings.push({
      type: "unsupported",
      feature: "aspectRatio",
      details: "CometAPI takes a `size`. What a model takes besides goes into `extraBody`.",
    });
  }
  if (mask !== undefined && (files === undefined || files.length === 0)) {
    warnings.push({
      type: "unsupported",
      feature: "mask",
      details: "A mask needs an image to change, in `prompt.images`.",
    });
  }
  return warnings;
}

function convertMetadata({ images, response }: ImageResult): {
  images: JSONObject[];
  requestId?: string;
} {
  return {
    images: images.map(({ revisedPrompt }) =>
      revisedPrompt === undefined ? {} : { revisedPrompt },
    ),
    ...convertRequestId(response),
  };
}
