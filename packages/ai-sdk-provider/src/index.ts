export { CometAPIChatLanguageModel } from "./chat-language-model.ts";
export type {
  CometAPIChatLanguageModelOptions,
  CometAPIMessageOptions,
  CometAPIPartOptions,
  CometAPIToolOptions,
} from "./chat-language-model-options.ts";
export { cometapi, type CometAPIProvider, createCometAPI } from "./provider.ts";
export type { CometAPIProviderSettings } from "./provider-settings.ts";
export { VERSION } from "./version.ts";
