import type { KnownModel } from "./known-model.ts";
import { KNOWN_MODELS } from "./known-models.ts";
import { parseModelId } from "./parse-model-id.ts";

/**
 * The row of a model in the table that comes with this package, by its id, otherwise by its code. Undefined
 * for a model that the table does not hold; the catalogue may still list it.
 *
 * @throws {@link CometAPIError} `invalid-argument` for a blank id.
 */
export function findKnownModel(modelId: string): KnownModel | undefined {
  const id = parseModelId(modelId);
  return (
    KNOWN_MODELS.find((model) => model.id === id) ?? KNOWN_MODELS.find((model) => model.code === id)
  );
}
