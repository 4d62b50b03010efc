export { accumulateChatEvents } from "./chat/accumulate-chat-events.ts";
export type { ChatAnswer, ChatStream, ReceivedResponse, SentRequest } from "./chat/chat-answer.ts";
export type * from "./chat/chat-event.ts";
export type * from "./chat/chat-request.ts";
export type { ChatChoice, ChatResult } from "./chat/chat-result.ts";
export type { ChatUsage } from "./chat/chat-usage.ts";
export { CometAPIClient } from "./client.ts";
export type * from "./config/client-hooks.ts";
export type * from "./config/client-settings.ts";
export {
  CometAPIError,
  type CometAPIErrorCode,
  type CometAPIErrorFields,
} from "./errors/comet-api-error.ts";
export type { JSONObject, JSONValue } from "./json.ts";
export { toCometAPIError, type ErrorSource } from "./errors/to-comet-api-error.ts";
export { calculateCost, estimateCost, type ExpectedUsage } from "./models/estimate-cost.ts";
export { findCatalogueModel } from "./models/find-catalogue-model.ts";
export { type ImageTraits, resolveImageTraits } from "./models/image-traits.ts";
export type { ModelPrice } from "./models/model-price.ts";
export { parseModelId } from "./models/parse-model-id.ts";
export type { InputModality, ModelTraits, ModelTraitValues } from "./models/model-traits.ts";
export { resolveModelTraits } from "./models/resolve-model-traits.ts";
export { VERSION } from "./version.ts";
