import type { JSONObject, JSONValue } from "../../../json.ts";
import { isOptionRefused } from "../../../models/is-option-refused.ts";
import type { ModelTraits, RefusableOption } from "../../../models/model-traits.ts";
import type { ChatRequest, ChatWarning } from "../../chat-request.ts";

/** Options that the API takes, by its own names. `logitBias` is none of them. */
const FIELDS = {
  temperature: "temperature",
  topP: "topP",
  topK: "topK",
  presencePenalty: "presencePenalty",
  frequencyPenalty: "frequencyPenalty",
  stopSequences: "stopSequences",
  seed: "seed",
  choiceCount: "candidateCount",
  logprobs: "responseLogprobs",
} as const satisfies Partial<Record<RefusableOption, string>>;

const OPTIONS = [
  "temperature",
  "topP",
  "topK",
  "presencePenalty",
  "frequencyPenalty",
  "stopSequences",
  "seed",
  "choiceCount",
  "logprobs",
] as const satisfies readonly (keyof typeof FIELDS)[];

/** The fields of `generationConfig` that say how tokens are chosen. */
export function convertSampling(
  request: ChatRequest,
  traits: ModelTraits,
  warnings: ChatWarning[],
): JSONObject {
  const fields: JSONObject = {};
  for (const option of OPTIONS) {
    const value = convertValue(request, option, warnings);
    if (value === undefined) continue;
    if (isOptionRefused(traits, option, request.reasoningEffort)) {
      const reason = traits.reasons[option];
      const message = `${option} was not sent to ${request.model}.${reason === undefined ? "" : ` ${reason}`}`;
      warnings.push({ option, action: "dropped", message });
      continue;
    }
    fields[FIELDS[option]] = value;
    if (option === "logprobs" && typeof request.logprobs === "number") {
      fields["logprobs"] = request.logprobs;
    }
  }
  return fields;
}

/** Google takes no more (ai.google.dev/api/generate-content). */
const MOST_STOP_SEQUENCES = 5;

function convertValue(
  request: ChatRequest,
  option: keyof typeof FIELDS,
  warnings: ChatWarning[],
): JSONValue | undefined {
  switch (option) {
    case "stopSequences": {
      const { stopSequences = [] } = request;
      if (stopSequences.length > MOST_STOP_SEQUENCES) warnings.push(STOPS_CUT);
      return stopSequences.length === 0 ? undefined : stopSequences.slice(0, MOST_STOP_SEQUENCES);
    }
    case "logprobs":
      return request.logprobs === undefined || request.logprobs === false ? undefined : true;
    default:
      return request[option];
  }
}

const STOPS_CUT: ChatWarning = {
  option: "stopSequences",
  action: "changed",
  message: `Gemini takes ${MOST_STOP_SEQUENCES} stop sequences; the others were not sent.`,
};
