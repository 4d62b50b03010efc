import type { JSONObject } from "../../../json.ts";
import { isOptionRefused } from "../../../models/is-option-refused.ts";
import type { Conversion } from "./conversion.ts";
import type { RequestNotes } from "./request-notes.ts";

/** The API's names of the options. */
const FIELDS = { temperature: "temperature", topP: "top_p", topK: "top_k" } as const;
const OPTIONS = ["temperature", "topP", "topK"] as const;

/** The least `top_p` that is taken while the model thinks (Anthropic's guide to thinking). */
const LEAST_THINKING_TOP_P = 0.95;

/** Temperature, top-p and top-k, as far as the model takes them, and takes them while it thinks. */
export function convertSampling(conversion: Conversion): JSONObject {
  const { request, notes } = conversion;
  const fields: JSONObject = {};
  for (const option of OPTIONS) {
    const value = request[option];
    if (value === undefined) continue;
    const reason = refusal(option, conversion);
    if (reason === undefined) {
      fields[FIELDS[option]] = option === "temperature" ? clamp(value, notes) : value;
    } else {
      notes.dropped(option, `${option} was not sent to ${request.model}. ${reason}`.trimEnd());
    }
  }
  return fields;
}

/** Why an option is not sent; empty where it is only known that it is refused. */
function refusal(
  option: (typeof OPTIONS)[number],
  { request, traits, thinking: { thinking, isThinking } }: Conversion,
): string | undefined {
  const effort = thinking?.["type"] === "disabled" ? "none" : undefined;
  if (isOptionRefused(traits, option, effort)) return traits.reasons[option] ?? "";
  const isSecondSampler = option === "topP" && request.temperature !== undefined;
  if (isSecondSampler && !traits.acceptsTemperatureWithTopP) {
    return traits.reasons.acceptsTemperatureWithTopP ?? "";
  }
  const value = request[option];
  const isUnchanged =
    (option === "temperature" && value === 1) ||
    (option === "topP" && value !== undefined && value >= LEAST_THINKING_TOP_P);
  return isThinking && !isUnchanged ? "A model that thinks takes no sampling options." : undefined;
}

function clamp(temperature: number, notes: RequestNotes): number {
  if (temperature <= 1) return temperature;
  notes.changed("temperature", "The temperature 1 was sent, the highest of the Messages API.");
  return 1;
}
