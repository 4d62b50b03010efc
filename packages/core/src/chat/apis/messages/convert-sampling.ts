import type { JSONObject } from "../../../json.ts";
import { isOptionRefused } from "../../../models/is-option-refused.ts";
import type { RefusableOption } from "../../../models/model-traits.ts";
import type { ChatRequest } from "../../chat-request.ts";
import { convertOptions } from "../convert-options.ts";
import type { Conversion } from "./conversion.ts";
import type { RequestNotes } from "./request-notes.ts";

/** The least `top_p` that is taken while the model thinks (Anthropic's guide to thinking). */
const LEAST_THINKING_TOP_P = 0.95;

/** The API's classes of service (its reference). Other vendors have others. */
const SERVICE_TIERS: ReadonlySet<unknown> = new Set(["auto", "standard_only"]);

/** The options that are fields by themselves, as far as the model takes them, and takes them while it thinks. */
export function convertSampling(conversion: Conversion): JSONObject {
  const { request, notes } = conversion;
  return convertOptions(request, {
    api: "messages",
    apiTitle: "the Messages API",
    findRefusal: (option) => findRefusal(option, conversion),
    convertValue(option, value) {
      if (option === "temperature") return clamp(Number(value), notes);
      if (option === "stopSequences") return convertStopSequences(request, notes);
      if (option !== "serviceTier" || SERVICE_TIERS.has(value)) return value;
      notes.dropped(
        option,
        `The Messages API does not know the service tier ${request.serviceTier}.`,
      );
      return undefined;
    },
    warn: ({ option, message }) => notes.dropped(option, message),
  });
}

/** Why an option is not sent: empty where it is only known that it is refused, undefined where it is sent. */
function findRefusal(
  option: RefusableOption,
  { request, traits, thinking: { thinking, isThinking } }: Conversion,
): string | undefined {
  const effort = thinking?.["type"] === "disabled" ? "none" : undefined;
  if (isOptionRefused(traits, option, effort)) return traits.reasons[option] ?? "";
  const isSecondSampler = option === "topP" && request.temperature !== undefined;
  if (isSecondSampler && !traits.acceptsTemperatureWithTopP) {
    return traits.reasons.acceptsTemperatureWithTopP ?? "";
  }
  return isThinking && isRefusedWhileThinking(option, request)
    ? "A model that thinks takes no sampling options."
    : undefined;
}

function isRefusedWhileThinking(
  option: RefusableOption,
  { temperature, topP = 0 }: ChatRequest,
): boolean {
  switch (option) {
    case "temperature":
      return temperature !== 1;
    case "topP":
      return topP < LEAST_THINKING_TOP_P;
    default:
      return option === "topK";
  }
}

function convertStopSequences(
  { stopSequences = [] }: ChatRequest,
  notes: RequestNotes,
): string[] | undefined {
  const taken = stopSequences.filter((sequence) => sequence.trim() !== "");
  if (taken.length < stopSequences.length) {
    const message = "Stop sequences of white space were not sent: the Messages API refuses them.";
    notes.dropped("stopSequences", message);
  }
  return taken.length === 0 ? undefined : taken;
}

function clamp(temperature: number, notes: RequestNotes): number {
  if (temperature <= 1) return temperature;
  notes.changed("temperature", "The temperature 1 was sent, the highest of the Messages API.");
  return 1;
}
