import type { Provider } from "../catalogue/model-row.ts";
import type { APIError } from "../http/api-error.ts";
import { invalidRequestError } from "../http/known-errors.ts";

/** The refusal of an effort that core's table says a model does not know; undefined for one that it may know. */
export function refuseEffort(
  field: string,
  effort: string | null | undefined,
  known: readonly string[] | undefined,
  provider: Provider,
): APIError | undefined {
  if (effort === null || effort === undefined || known === undefined) return undefined;
  if (known.includes(effort)) return undefined;
  if (provider === "xAI") {
    return invalidRequestError("Argument not supported on this model: reasoningEffort");
  }
  if (known.length === 0) {
    return invalidRequestError(
      `Unsupported parameter: '${field}' is not supported with this model.`,
      field,
      "unsupported_parameter",
    );
  }
  const list = new Intl.ListFormat("en", { type: "conjunction" }).format(
    known.map((name) => `'${name}'`),
  );
  return invalidRequestError(
    `Unsupported value: '${field}' does not support '${effort}' with this model. Supported values are: ${list}.`,
    field,
    "unsupported_value",
  );
}
