/** One model of the catalogue. */
export interface ModelRow {
  /** The id that requests name. */
  id: string;
  /** The catalogue's own code, where it differs from the id. */
  code?: string;
  provider: Provider;
  type: ModelType;
  /** The wire formats that serve the model. Default by provider and type, see `endpointsOf`. */
  endpoints?: readonly EndpointType[];
  /** The dated snapshot that answers name instead of the id. */
  snapshot?: string;
  /** Most tokens of an input, for models that are not text models. Core knows the limits of those. */
  contextLength?: number;
  /** The vendor's prices in USD per million tokens; the price charged is this times `priceRatio`. */
  price?: { input: number; output: number };
}

/** Who made a model. */
export type Provider =
  | "OpenAI"
  | "Anthropic"
  | "Google"
  | "xAI"
  | "DeepSeek"
  | "Alibaba"
  | "Moonshot"
  | "Zhipu"
  | "MiniMax"
  | "ByteDance"
  | "BlackForestLabs"
  | "Kuaishou"
  | "CometAPI";

/** What a model makes. */
export type ModelType = "text" | "embedding" | "image" | "audio" | "video";

/** The values of `supported_endpoint_types` in `/v1/models`. */
export type EndpointType =
  | "openai"
  | "openai-response"
  | "anthropic"
  | "gemini"
  | "image-generation"
  | "openai-video"
  | "embeddings"
  | "audio";
