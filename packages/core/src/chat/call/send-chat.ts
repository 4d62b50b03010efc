import type { RequestOptions } from "../../config/client-settings.ts";
import type { ModelTraits } from "../../models/model-traits.ts";
import { parseModelId } from "../../models/parse-model-id.ts";
import { resolveModelTraits } from "../../models/resolve-model-traits.ts";
import type { Dispatcher } from "../../transport/dispatcher.ts";
import type { ChatApiName } from "../chat-api-name.ts";
import type { ChatRequest, ChatWarning } from "../chat-request.ts";
import { askByApi } from "./ask-by-api.ts";
import { checkMessages } from "./check-messages.ts";
import type { ChatCall, ChatSettings, ModelCall, SentChat } from "./chat-call.ts";
import { isUnserved } from "./is-unserved.ts";

/**
 * Sends a chat request to its model, or to the first fallback model that answers.
 *
 * To read this folder, follow a call: `ask-by-api.ts` converts the request, sends it and has the answer read, by
 * `open-stream.ts` with `answer-reader.ts`, or by `read-answer.ts`. Both feed the API's normalizer in `../apis`. The
 * other files find fallback models, and remember what a server refuses.
 */
export async function sendChat<T>(
  dispatcher: Dispatcher,
  settings: ChatSettings,
  call: ChatCall<T>,
  options: RequestOptions,
): Promise<SentChat<T>> {
  checkMessages(call.request.messages);
  const config = await dispatcher.resolveConfig(options);
  const ask = (model: string): Promise<SentChat<T>> => {
    const traits = resolveModelTraits(model, settings.modelTraits);
    return askModel({ ...call, model, traits, settings, dispatcher, config });
  };
  const model = parseModelId(call.request.model);
  const fallbackModels = config.fallbackModels.map(parseModelId);
  if (fallbackModels.length === 0) return ask(model);
  const { askWithFallbacks } = await import("./ask-with-fallbacks.ts");
  return askWithFallbacks([model, ...fallbackModels], ask, dispatcher, config);
}

/** Asks one model by the API that was set or that `auto` takes for it. */
function askModel<T>(call: ModelCall<T>): Promise<SentChat<T>> {
  const wanted = call.request.api ?? call.settings.api ?? "auto";
  if (wanted !== "auto") return askByApi(call, wanted);
  const name = chooseApi(call.request, call.traits);
  return name === "chat" ? askByApi(call, name) : askByApiOrChat(call, name);
}

/** The API that `auto` stands for. Several alternative answers always go by Chat Completions. */
function chooseApi({ choiceCount = 1 }: ChatRequest, traits: ModelTraits): ChatApiName {
  return choiceCount > 1 ? "chat" : traits.api;
}

/**
 * Asks a model by the API that `auto` took. If the server does not serve the model by it, Chat Completions is asked
 * instead, and later calls of this client ask Chat Completions directly.
 */
async function askByApiOrChat<T>(call: ModelCall<T>, name: ChatApiName): Promise<SentChat<T>> {
  const { model, settings } = call;
  const isKnown = settings.refusals.has(model, name);
  if (!isKnown) {
    try {
      return await askByApi(call, name);
    } catch (error) {
      if (!isUnserved(error)) throw error;
    }
  }
  const answer = await askByApi(call, "chat");
  if (!isKnown) settings.refusals.add(model, name);
  return { ...answer, warnings: [apiChanged(model, name), ...answer.warnings] };
}

function apiChanged(model: string, api: ChatApiName): ChatWarning {
  return {
    option: "api",
    action: "changed",
    message: `The server does not serve ${model} by the API "${api}", so Chat Completions was asked. Set \`api: "chat"\` to ask it directly.`,
  };
}
