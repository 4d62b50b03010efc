import type {
  LanguageModelV4CallOptions,
  LanguageModelV4Message,
  LanguageModelV4Prompt,
  LanguageModelV4ToolResultPart,
  SharedV4ProviderOptions,
} from "@ai-sdk/provider";
import { PROVIDER_KEY } from "../provider-options.ts";
import type { NativeAPI } from "./native-api.ts";

type PackageKey = NativeAPI["packageKey"];
type Tools = LanguageModelV4CallOptions["tools"];

/**
 * The prompt for a package that reads options under its own key only: what a message, a part or what a
 * tool gave says under `cometapi` is said there too, and what is said there wins.
 */
export function convertNativePrompt(
  prompt: LanguageModelV4Prompt,
  key: PackageKey,
): LanguageModelV4Prompt {
  return prompt.map((message) => convertMessage(message, key));
}

/** The tools of a call, with their options said as those of {@link convertNativePrompt}. */
export function convertNativeTools(tools: Tools, key: PackageKey): Tools {
  return tools?.map((tool) => (tool.type === "function" ? withPackageOptions(tool, key) : tool));
}

function convertMessage(message: LanguageModelV4Message, key: PackageKey): LanguageModelV4Message {
  const own = withPackageOptions(message, key);
  switch (own.role) {
    case "system":
      return own;
    case "user":
      return { ...own, content: own.content.map((part) => withPackageOptions(part, key)) };
    case "assistant":
      return {
        ...own,
        content: own.content.map((part) =>
          part.type === "tool-result" ? convertResult(part, key) : withPackageOptions(part, key),
        ),
      };
    case "tool":
      return {
        ...own,
        content: own.content.map((part) =>
          part.type === "tool-result" ? convertResult(part, key) : withPackageOptions(part, key),
        ),
      };
    default:
      return own satisfies never;
  }
}

function convertResult(
  result: LanguageModelV4ToolResultPart,
  key: PackageKey,
): LanguageModelV4ToolResultPart {
  const { output } = result;
  return {
    ...withPackageOptions(result, key),
    output:
      output.type === "content"
        ? { ...output, value: output.value.map((part) => withPackageOptions(part, key)) }
        : withPackageOptions(output, key),
  };
}

function withPackageOptions<T extends { providerOptions?: SharedV4ProviderOptions }>(
  item: T,
  key: PackageKey,
): T {
  const { [PROVIDER_KEY]: own, [key]: theirs } = item.providerOptions ?? {};
  if (own === undefined) return item;
  return { ...item, providerOptions: { ...item.providerOptions, [key]: { ...own, ...theirs } } };
}
