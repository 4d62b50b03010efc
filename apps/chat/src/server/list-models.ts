import { type CatalogueModel, resolveModelTraits } from "@cometapi/core";
import type { ModelRow } from "../shared/model-row.ts";

/** The models a chat can use, in the catalogue's order: those that write, draw or speak. */
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

/** The catalogue calls speech and its transcription both `audio`; the id tells them apart. */
function findOutput({ id, type }: CatalogueModel): ModelRow["makes"] | undefined {
  if (type === "text") return "text";
  if (type === "image") return "image";
  return type === "audio" && /tts|speech/iu.test(id) ? "speech" : undefined;
}
