import type { CatalogueModel } from "../src/models/catalogue-model.ts";
import type { KnownModel, KnownModelType } from "../src/models/known-model.ts";

/** The rows of the table that a catalogue gives. Models that are only announced are left out. */
export function convertCatalogue(models: readonly CatalogueModel[], source: string): KnownModel[] {
  return models
    .filter((model) => !model.isUpcoming)
    .map((model) => ({
      id: model.id,
      code: model.code === model.id ? undefined : model.code,
      type: toKnownType(model),
      provider: model.provider,
      contextWindow: model.contextWindow,
      maxOutputTokens: model.maxOutputTokens,
      price: model.price,
      source,
    }));
}

const TYPES: ReadonlyMap<string, KnownModelType> = new Map([
  ["text", "chat"],
  ["embedding", "embedding"],
  ["image", "image"],
  ["video", "video"],
]);

/** The catalogue does not tell speech from speech recognition (observed 2026-08); ids and features do. */
function toKnownType({ id, type, features }: CatalogueModel): KnownModelType {
  const known = TYPES.get(type);
  if (known !== undefined) return known;
  if (type !== "audio") return "other";
  const words = [id, ...features].join(" ");
  if (/tts|text-to-speech|text-to-audio|speech-\d/i.test(words)) return "speech";
  return /whisper|transcri|asr|speech-to-text|audio-to-text/i.test(words)
    ? "transcription"
    : "other";
}
