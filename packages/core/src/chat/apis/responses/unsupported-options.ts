import type { ChatRequest, ChatWarning } from "../../chat-request.ts";

/** Options that the Responses API has no word for. */
const UNSUPPORTED = [
  "topK",
  "presencePenalty",
  "frequencyPenalty",
  "stopSequences",
  "seed",
  "logitBias",
  "safetySettings",
] as const satisfies readonly (keyof ChatRequest)[];

/** Reports every option that other APIs have and this one lacks. */
export function noteUnsupportedOptions(request: ChatRequest, warnings: ChatWarning[]): void {
  const drop = (option: keyof ChatRequest, hint = ""): void => {
    const message = `${option} was not sent: the Responses API does not have it.${hint}`;
    warnings.push({ option, action: "dropped", message });
  };
  for (const option of UNSUPPORTED) {
    const value = request[option];
    if (value !== undefined && !(Array.isArray(value) && value.length === 0)) drop(option);
  }
  const { choiceCount = 1, modalities } = request;
  if (choiceCount !== 1) drop("choiceCount");
  if (modalities?.some((modality) => modality !== "text") === true) {
    drop("modalities", " Images come from the tool `openai.image_generation`.");
  }
}
