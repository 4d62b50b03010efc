import type { SharedV4ProviderOptions } from "@ai-sdk/provider";
import type { AssistantPart, CacheControl, ContentPart, VendorOptions } from "@cometapi/core";
import { partOptionRules } from "../chat-language-model-options.ts";
import { parsePartOptions } from "../provider-options.ts";
import { convertVendorOptions } from "./vendor-options.ts";

/** What a message or a part holds besides its content. */
export interface PartMarks {
  cacheControl?: CacheControl | undefined;
  vendorOptions?: VendorOptions | undefined;
}

/** The marks of a message or a part. */
export function convertMarks(providerOptions: SharedV4ProviderOptions | undefined): PartMarks {
  if (providerOptions === undefined) return {};
  return {
    cacheControl: parsePartOptions(providerOptions, partOptionRules).cacheControl,
    vendorOptions: convertVendorOptions(providerOptions),
  };
}

/** The parts, with a message's marks on the last one: a cache mark covers everything before it. */
export function markLastPart(parts: ContentPart[], marks: PartMarks): ContentPart[] {
  const last = parts.at(-1);
  if (last === undefined || last.type === "raw") return parts;
  return [...parts.slice(0, -1), withMarks(last, marks)];
}

/** The part with marks. Its own win. */
export function withMarks<Part extends PartMarks>(part: Part, marks: PartMarks): Part {
  const { cacheControl = marks.cacheControl, vendorOptions = marks.vendorOptions } = part;
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
