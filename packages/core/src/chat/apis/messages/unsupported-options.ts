import type { ChatRequest } from "../../chat-request.ts";
import type { RequestNotes } from "./request-notes.ts";

/** Options that the Messages API has no word for. */
const UNSUPPORTED = [
  "presencePenalty",
  "frequencyPenalty",
  "seed",
  "logitBias",
  "verbosity",
  "promptCacheKey",
  "metadata",
  "safetySettings",
] as const satisfies readonly (keyof ChatRequest)[];

/** The API's classes of service (its reference). Other vendors have others. */
const SERVICE_TIERS: ReadonlySet<string> = new Set(["auto", "standard_only"]);

/** Reports every option that other APIs have and this one lacks. */
export function noteUnsupportedOptions(request: ChatRequest, notes: RequestNotes): void {
  const drop = (option: keyof ChatRequest) =>
    notes.dropped(option, `${option} was not sent: the Messages API does not have it.`);
  for (const option of UNSUPPORTED) if (request[option] !== undefined) drop(option);
  const { choiceCount = 1, logprobs = false, modalities, store, serviceTier } = request;
  if (choiceCount !== 1) drop("choiceCount");
  if (logprobs !== false) drop("logprobs");
  if (modalities?.some((modality) => modality !== "text") === true) drop("modalities");
  // Nothing is kept anyway.
  if (store === true) drop("store");
  if (serviceTier !== undefined && !isServiceTier(serviceTier)) {
    notes.dropped("serviceTier", `The Messages API does not know the service tier ${serviceTier}.`);
  }
}

/** Whether the API knows a class of service. */
export function isServiceTier(tier: string | undefined): boolean {
  return tier !== undefined && SERVICE_TIERS.has(tier);
}
