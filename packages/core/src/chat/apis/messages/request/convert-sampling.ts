import type { JSONObject } from "../../../../json.ts";
import type { RefusableOption } from "../../../../models/model-traits.ts";
import type { ChatRequest } from "../../../chat-request.ts";
import { convertOptions, findRefusingTrait } from "../../request/convert-options.ts";
import type { RequestNotes } from "../../request/request-notes.ts";
import type { RequestContext } from "./request-context.ts";

/** The smallest `top_p` that the API takes together with thinking (Anthropic's guide to thinking). */
const MIN_THINKING_TOP_P = 0.95;

/** The API's service tiers (its reference). */
const SERVICE_TIERS: ReadonlySet<unknown> = new Set(["auto", "standard_only"]);

/** The plain options. Those that the model refuses, always or while it thinks, are left out. */
export function convertSampling(context: RequestContext): JSONObject {
  const { request, traits, notes, thinking } = context;
  const effort = thinking.field?.["type"] === "disabled" ? "none" : undefined;
  return convertOptions(request, {
    api: "messages",
    apiTitle: "the Messages API",
    findRefusal: (option) => findRefusingTrait(request, traits, option, effort),
    convertValue(option, value) {
      if (thinking.isThinking && isRefusedWhileThinking(option, request)) {
        notes.dropped(option, `${option} was not sent: a model that thinks does not take it.`);
        return undefined;
      }
      if (option === "temperature") return clamp(Number(value), notes);
      if (option === "stopSequences") return convertStopSequences(request, notes);
      if (option !== "serviceTier" || SERVICE_TIERS.has(value)) return value;
      notes.dropped(
        option,
        `The Messages API does not know the service tier ${request.serviceTier}.`,
      );
      return undefined;
    },
    notes,
  });
}

/** Whether the API refuses an option together with thinking (Anthropic's guide to thinking). */
function isRefusedWhileThinking(
  option: RefusableOption,
  { temperature, topP = 0 }: ChatRequest,
): boolean {
  switch (option) {
    case "temperature":
      return temperature !== 1;
    case "topP":
      return topP < MIN_THINKING_TOP_P;
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
