import type { SharedV4ProviderOptions } from "@ai-sdk/provider";
import type { AssistantPart, CacheControl, ContentPart, VendorOptions } from "@cometapi/core";
import { partOptionRules } from "../chat/chat-language-model-options.ts";
import { parsePartOptions } from "../provider-options.ts";
import { convertVendorOptions } from "./vendor-options.ts";

/** Options of a message, a part or a tool result, in core's terms. */
export interface PartOptions {
  cacheControl?: CacheControl | undefined;
  vendorOptions?: VendorOptions | undefined;
}

/** The options of a message, a part or a tool result. */
export function convertPartOptions(
  providerOptions: SharedV4ProviderOptions | undefined,
): PartOptions {
  if (providerOptions === undefined) return {};
  return {
    cacheControl: parsePartOptions(providerOptions, partOptionRules).cacheControl,
    vendorOptions: convertVendorOptions(providerOptions),
  };
}

/** The parts, with the message's options on the last one: a cache mark covers everything before it. */
export function withOptionsOnLast(parts: ContentPart[], options: PartOptions): ContentPart[] {
  const last = parts.at(-1);
  if (last === undefined || last.type === "raw") return parts;
  return [...parts.slice(0, -1), withOptions(last, options)];
}

/** The part with options. Options that it already has win. */
export function withOptions<Part extends PartOptions>(part: Part, options: PartOptions): Part {
  const { cacheControl = options.cacheControl, vendorOptions = options.vendorOptions } = part;
  return { ...part, cacheControl, vendorOptions };
}

/** A single plain text as a string, which every vendor takes in every role. Other content as it is. */
export function simplifyContent<Part extends AssistantPart>(parts: Part[]): string | Part[] {
  const [first, ...others] = parts;
  if (first?.type !== "text" || others.length > 0) return parts;
  const { text, cacheControl, vendorOptions, echo } = first;
  const isPlain = cacheControl === undefined && vendorOptions === undefined && echo === undefined;
  return isPlain ? text : parts;
}
