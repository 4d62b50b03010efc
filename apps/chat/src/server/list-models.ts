import { type CatalogueModel, resolveModelTraits } from "@cometapi/core";
import type { ModelRow } from "../shared/model-row.ts";

/** The models that a chat can use, in the order of the catalogue: those that make text, images or speech. */
export function listModels(models: readonly CatalogueModel[]): ModelRow[] {
  return models.flatMap((model) => {
    const makes = findOutput(model);
    return makes === undefined || model.isUpcoming ? [] : [toModelRow(model, makes)];
  });
}

function toModelRow(model: CatalogueModel, makes: ModelRow["makes"]): ModelRow {
  const { api, inputModalities, contextWindow } = resolveModelTraits(model.id);
  const { price } = model;
  const charge = (usd: number | undefined) =>
    usd === undefined ? undefined : usd * (price?.ratio ?? 1);
  return {
    id: model.id,
    vendor: model.provider ?? "Others",
    makes,
    takes: makes === "text" ? (inputModalities ?? ["text"]) : ["text"],
    contextWindow: makes === "text" ? (model.contextWindow ?? contextWindow) : undefined,
    inputUSD: charge(price?.inputUSDPerMillionTokens),
    outputUSD: charge(price?.outputUSDPerMillionTokens),
    usdPerRequest: charge(price?.usdPerRequest),
    api,
  };
}

/** The catalogue has one type, `audio`, for speech and transcription. The id shows which it is. */
function findOutput({ id, type }: CatalogueModel): ModelRow["makes"] | undefined {
  if (type === "text") return "text";
  if (type === "image") return "image";
  return type === "audio" && /tts|speech/iu.test(id) ? "speech" : undefined;
}
