import type { ModelTraits } from "@cometapi/core";
import type { Provider } from "../catalogue/model-row.ts";
import type { ServedModel } from "../apis/text-api.ts";
import type { APIError } from "../http/api-error.ts";
import { invalidRequestError } from "../http/known-errors.ts";

type Option = keyof ModelTraits["refusedOptions"];

/** The fields of a body for the options that models refuse, and the values that count as not set. */
const fields: Readonly<Partial<Record<string, { option: Option; usual?: unknown }>>> = {
  temperature: { option: "temperature", usual: 1 },
  top_p: { option: "topP", usual: 1 },
  top_k: { option: "topK" },
  presence_penalty: { option: "presencePenalty", usual: 0 },
  frequency_penalty: { option: "frequencyPenalty", usual: 0 },
  stop: { option: "stopSequences" },
  stop_sequences: { option: "stopSequences" },
  seed: { option: "seed" },
  n: { option: "choiceCount", usual: 1 },
  logprobs: { option: "logprobs", usual: false },
  logit_bias: { option: "logitBias" },
};

/**
 * The refusal of the first option in a body that core's table of traits says the model refuses; undefined when there
 * is none.
 */
export function refuseOptions(
  body: object,
  { traits, row }: ServedModel,
  effort: string | null | undefined,
): APIError | undefined {
  for (const [field, value] of Object.entries(body)) {
    const known = fields[field];
    if (known === undefined || value === null || value === undefined || value === known.usual) {
      continue;
    }
    const refusal = traits.refusedOptions[known.option];
    if (refusal === undefined) continue;
    if (refusal === "while-reasoning" && effort === "none") continue;
    return createRefusal(field, value, known.usual, row.provider);
  }
  return undefined;
}

/** The refusal in its vendor's words. */
function createRefusal(
  field: string,
  value: unknown,
  usual: unknown,
  provider: Provider,
): APIError {
  if (provider === "Anthropic") {
    return invalidRequestError(`\`${field}\` is deprecated for this model.`);
  }
  if (provider === "Moonshot" && typeof usual === "number") {
    return invalidRequestError(`invalid ${field}: only ${usual} is allowed for this model`);
  }
  if (provider === "xAI") {
    return invalidRequestError(`Argument not supported on this model: ${field}`);
  }
  if (field === "top_k") {
    return invalidRequestError(`Unrecognized request argument supplied: ${field}`);
  }
  if (typeof usual === "number") {
    return invalidRequestError(
      `Unsupported value: '${field}' does not support ${String(value)} with this model. Only the default (${usual}) value is supported.`,
      field,
      "unsupported_value",
    );
  }
  return invalidRequestError(
    `Unsupported parameter: '${field}' is not supported with this model.`,
    field,
    "unsupported_parameter",
  );
}
