import { normalizeFamilyId } from "./normalize-family-id.ts";

/** What is known about the requests an image model takes. */
export interface ImageTraits {
  /** Whether `response_format` may be sent; models that refuse it always send data. */
  acceptsResponseFormat: boolean;
  /** Most images one request may ask for. Undefined: not known. */
  maxImagesPerCall: number | undefined;
  /** Whether `seed` may be sent. */
  acceptsSeed: boolean;
  /** Why a trait is as it is. */
  reasons: Readonly<Partial<Record<ImageTraitName, string>>>;
}

type ImageTraitName = "acceptsResponseFormat" | "maxImagesPerCall" | "acceptsSeed";

/** One row of the table of image models. */
export interface ImageTraitRow {
  /** Matched against the id in the form that `normalizeFamilyId` gives it. */
  pattern: RegExp;
  traits: Partial<Pick<ImageTraits, ImageTraitName>>;
  reason: string;
  source: string;
}

/** Every image model that needs a changed request. */
export const IMAGE_TRAIT_ROWS: readonly ImageTraitRow[] = [
  {
    pattern: /^(?:gpt-image|chatgpt-image)/,
    traits: { acceptsResponseFormat: false },
    reason: "GPT Image refuses response_format and always sends data.",
    source: "CometAPI's article on failed generations, about gpt-image-2",
  },
  {
    pattern: /^qwen-image/,
    traits: { acceptsResponseFormat: false, maxImagesPerCall: 1 },
    reason: "Qwen Image always sends data and fails when asked for more than one image.",
    source: "CometAPI's article on failed generations",
  },
  {
    pattern: /^dall-e-3/,
    traits: { maxImagesPerCall: 1 },
    reason: "DALL-E 3 makes one image per request.",
    source: "general behaviour of OpenAI's API; CometAPI does not state it",
  },
  {
    pattern: /^(?:gpt-image|chatgpt-image|dall-e)/,
    traits: { acceptsSeed: false },
    reason: "OpenAI's image models take no seed and refuse what they do not know.",
    source: "OpenAI's API reference of image generations and edits; @ai-sdk/openai 4 warns of it",
  },
];

/** What is known about an image model. For an unknown model everything is sent as given. Never throws. */
export function resolveImageTraits(modelId: string): ImageTraits {
  const familyId = normalizeFamilyId(modelId);
  const traits = { acceptsResponseFormat: true, maxImagesPerCall: undefined, acceptsSeed: true };
  const reasons: Partial<Record<ImageTraitName, string>> = {};
  for (const row of IMAGE_TRAIT_ROWS) {
    if (!row.pattern.test(familyId)) continue;
    Object.assign(traits, row.traits);
    if ("acceptsResponseFormat" in row.traits) reasons.acceptsResponseFormat = row.reason;
    if ("maxImagesPerCall" in row.traits) reasons.maxImagesPerCall = row.reason;
    if ("acceptsSeed" in row.traits) reasons.acceptsSeed = row.reason;
  }
  return { ...traits, reasons };
}
