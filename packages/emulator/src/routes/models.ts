import { endpointsOf } from "../catalogue/catalogue.ts";
import { modelRows } from "../catalogue/rows.ts";

// No dates are known; every row says the same one, 2026-01-01.
const createdSeconds = 1_767_225_600;

/** The body of `GET /v1/models`. */
export function listModels(): unknown {
  return {
    object: "list",
    success: true,
    data: modelRows.map((row) => ({
      id: row.id,
      object: "model",
      created: createdSeconds,
      owned_by: row.provider.toLowerCase(),
      supported_endpoint_types: endpointsOf(row),
    })),
  };
}
