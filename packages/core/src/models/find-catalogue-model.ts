import type { Catalogue, CatalogueModel } from "./catalogue-model.ts";
import { parseModelId } from "./parse-model-id.ts";

/**
 * The catalogue's entry of a model, by its id, otherwise by its code. Undefined for a model that it does not
 * list.
 *
 * @throws {@link CometAPIError} `invalid-argument` for a blank id.
 */
export function findCatalogueModel(
  catalogue: Pick<Catalogue, "models">,
  modelId: string,
): CatalogueModel | undefined {
  const id = parseModelId(modelId);
  return (
    catalogue.models.find((model) => model.id === id) ??
    catalogue.models.find((model) => model.code === id)
  );
}
