import type {
  JSONObject,
  LanguageModelV4CallOptions,
  SharedV4ProviderOptions,
  SharedV4Warning,
} from "@ai-sdk/provider";
import { chatOptionRules } from "../chat-language-model-options.ts";
import { invalidOption, parsePartOptions, PROVIDER_KEY } from "../provider-options.ts";
import type { NativeAPI } from "./native-api.ts";
import { nativeOptions } from "./native-options.ts";

type Reasoning = NonNullable<LanguageModelV4CallOptions["reasoning"]>;

/** What a call says about its request besides the prompt, for a package. */
export interface NativeOptions {
  providerOptions: SharedV4ProviderOptions;
  /** Undefined where the call's own stands. */
  reasoning: Reasoning | undefined;
  warnings: SharedV4Warning[];
}

/**
 * The options of a call for a package that reads them under its own key only: what is said under
 * `cometapi` is said there too, and what is said there wins. Options of `chat` are translated where the
 * package has the same, and warned of where it has not.
 *
 * @throws InvalidArgumentError for an option that neither `chat` nor the package has.
 */
export function convertNativeOptions(
  providerOptions: SharedV4ProviderOptions | undefined,
  { name, packageKey, defaultOptions }: NativeAPI,
): NativeOptions {
  const { [PROVIDER_KEY]: own = {}, ...others } = providerOptions ?? {};
  const chat = parsePartOptions(providerOptions, chatOptionRules);
  const translated: JSONObject = {};
  const warnings: SharedV4Warning[] = [];
  let reasoning: Reasoning | undefined;
  for (const [option, value] of Object.entries(own)) {
    if (Object.hasOwn(nativeOptions[name], option)) translated[option] = value;
    else if (!Object.hasOwn(chatOptionRules, option)) throw unknownOption(option, name, packageKey);
    else if (option === "reasoningEffort" && isReasoning(value)) reasoning = value;
    else if (option === "user" && name === "messages") {
      translated["metadata"] = { userId: chat.user };
    } else if (option === "parallelToolCalls" && name === "messages") {
      translated["disableParallelToolUse"] = chat.parallelToolCalls === false;
    } else warnings.push(notSent(option, name));
  }
  return {
    providerOptions: {
      ...others,
      [packageKey]: { ...defaultOptions, ...translated, ...others[packageKey] },
    },
    reasoning,
    warnings,
  };
}

const REASONING: ReadonlySet<unknown> = new Set<Reasoning>([
  "none",
  "minimal",
  "low",
  "medium",
  "high",
  "xhigh",
  "max",
]);

function isReasoning(value: unknown): value is Reasoning {
  return REASONING.has(value);
}

/** Options of `chat` that no package for a native format knows. */
const CHAT_ONLY = new Set([
  "audio",
  "extraBody",
  "fallbackModels",
  "includeUsage",
  "logitBias",
  "modalities",
]);

function notSent(option: string, name: NativeAPI["name"]): SharedV4Warning {
  return {
    type: "unsupported",
    feature: `providerOptions.${PROVIDER_KEY}.${option}`,
    details: CHAT_ONLY.has(option)
      ? `It works with chat() only, and was not sent to ${name}().`
      : `${name}() does not take it, or not this value, so it was not sent.`,
  };
}

function unknownOption(option: string, name: NativeAPI["name"], packageKey: string) {
  const known = Object.keys(nativeOptions[name]).join(", ");
  return invalidOption(
    option,
    `does not exist on ${name}(). Options here: ${known}. Others go under \`${packageKey}\`.`,
  );
}
