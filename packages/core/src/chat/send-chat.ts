import type { RequestOptions } from "../config/client-settings.ts";
import { copyError } from "../errors/copy-error.ts";
import { isRefusal } from "../errors/is-refusal.ts";
import { invalidArgument } from "../errors/invalid-answer.ts";
import type { ClientConfig } from "../config/resolve-client-config.ts";
import type { JSONObject } from "../json.ts";
import { mergeJSON } from "../merge-json.ts";
import type { ModelTraitOverrides, ModelTraits } from "../models/model-traits.ts";
import { parseModelId } from "../models/parse-model-id.ts";
import { resolveModelTraits } from "../models/resolve-model-traits.ts";
import type { Dispatcher } from "../transport/dispatcher.ts";
import type { TransportResponse } from "../transport/transport-request.ts";
import type { ChatApi, ConvertedRequest, ReducedRequest, RefusablePart } from "./apis/chat-api.ts";
import { loadChatApi } from "./apis/load-chat-api.ts";
import type { ReceivedResponse, SentRequest } from "./chat-answer.ts";
import type { ChatApiName, ChatApiSetting } from "./chat-api-name.ts";
import type { ChatMessage, ChatRequest, ChatWarning } from "./chat-request.ts";
import { createCallIds } from "./create-call-ids.ts";
import { isUnserved } from "./is-unserved.ts";
import type { KnownRefusals } from "./known-refusals.ts";
import type { OpenChatOptions } from "./open-chat.ts";
import { withoutRefused } from "./without-refused.ts";

/** A chat call: its request, whether its answer is streamed, and the client's settings. */
export interface ChatCall {
  request: ChatRequest;
  isStream: boolean;
  /** The client's settings for every chat. */
  settings: ChatSettings;
}

/** The settings of a client that concern chat. */
export interface ChatSettings {
  /** Default `auto`. */
  api?: ChatApiSetting | undefined;
  /** Fields that go into every body. */
  extraBody?: Readonly<JSONObject> | undefined;
  /** Traits over those that are known. */
  modelTraits?: ModelTraitOverrides | undefined;
  /** What the server was found to refuse. */
  refusals: KnownRefusals;
}

/** What was sent for an answer, whole or on its way, and who answered. */
interface ChatFacts {
  model: string;
  api: ChatApiName;
  request: SentRequest;
  response: ReceivedResponse;
  warnings: ChatWarning[];
}

/** An answer as it was read, with the facts about it. */
export type SentChat<T> = ChatFacts & T;

/** Reads a response to a chat call. */
export type ReadChat<T> = (response: TransportResponse, options: OpenChatOptions) => Promise<T>;

/** Sends a chat request to its model, or to the first fallback model that answers. */
export async function sendChat<T>(
  dispatcher: Dispatcher,
  call: ChatCall,
  options: RequestOptions,
  read: ReadChat<T>,
): Promise<SentChat<T>> {
  const config = await dispatcher.resolveConfig(options);
  if (call.settings.modelTraits !== undefined) await checkModelTraits(call.settings);
  const model = parseModelId(call.request.model);
  const send: Send<T> = (attempt) =>
    sendAttempt(attempt, { dispatcher, config, isStream: call.isStream, read });
  const ask = (candidate: string) => askModel(call, candidate, send);
  const fallbackModels = config.fallbackModels.map(parseModelId);
  if (fallbackModels.length === 0) return ask(model);
  const { askWithFallbacks } = await import("./ask-with-fallbacks.ts");
  return askWithFallbacks([model, ...fallbackModels], ask, dispatcher, config);
}

/** Checks the setting `modelTraits`. The rules are loaded only where it is set. */
async function checkModelTraits({ modelTraits }: ChatSettings): Promise<void> {
  const [{ checkSettings }, { modelTraitsRule }] = await Promise.all([
    import("../config/check-settings.ts"),
    import("../models/model-trait-rules.ts"),
  ]);
  checkSettings("CometAPIClient", { modelTraits }, { modelTraits: modelTraitsRule });
}

/** A request in the form in which one API takes it. */
interface Attempt {
  api: ChatApi;
  /** The name by which the API was chosen. */
  name: ChatApiName;
  request: ChatRequest;
  traits: ModelTraits;
  converted: ConvertedRequest;
}

type Send<T> = (attempt: Attempt) => Promise<SentChat<T>>;

/** A chat call to one model, the requested one or a fallback. */
interface ModelCall<T> {
  call: ChatCall;
  model: string;
  traits: ModelTraits;
  send: Send<T>;
}

/** Asks one model by the API that was set or that `auto` takes for it. */
function askModel<T>(call: ChatCall, model: string, send: Send<T>): Promise<SentChat<T>> {
  const { api: setting, modelTraits } = call.settings;
  const traits = resolveModelTraits(model, modelTraits);
  const modelCall = { call, model, traits, send };
  const wanted = call.request.api ?? setting ?? "auto";
  const name = wanted === "auto" ? chooseApi(call.request, traits) : wanted;
  return wanted === "auto" && name !== "chat"
    ? askByApiOrChat(modelCall, name)
    : askByApi(modelCall, name);
}

/**
 * Asks a model by the API that `auto` took. If the server does not serve the model by it, Chat Completions is asked
 * instead, and later calls of this client ask Chat Completions directly.
 */
async function askByApiOrChat<T>(modelCall: ModelCall<T>, name: ChatApiName): Promise<SentChat<T>> {
  const { model } = modelCall;
  const { refusals } = modelCall.call.settings;
  if (refusals.has(model, name)) {
    const answer = await askByApi(modelCall, "chat");
    return { ...answer, warnings: [apiChanged(model, name), ...answer.warnings] };
  }
  try {
    return await askByApi(modelCall, name);
  } catch (error) {
    if (!isUnserved(error)) throw error;
    const answer = await askByApi(modelCall, "chat");
    refusals.add(model, name);
    return { ...answer, warnings: [apiChanged(model, name), ...answer.warnings] };
  }
}

/** The API that `auto` stands for. Several alternative answers always go by Chat Completions. */
function chooseApi({ choiceCount = 1 }: ChatRequest, traits: ModelTraits): ChatApiName {
  return choiceCount > 1 ? "chat" : traits.api;
}

function apiChanged(model: string, api: ChatApiName): ChatWarning {
  return {
    option: "api",
    action: "changed",
    message: `The server does not serve ${model} by the API "${api}", so Chat Completions was asked. Set \`api: "chat"\` to ask it directly.`,
  };
}

/**
 * Asks a model by one API. If the server refuses an optional part of the request, asks again without it. A part that
 * it is known to refuse is left out at once.
 */
async function askByApi<T>(
  { call, model, traits, send }: ModelCall<T>,
  name: ChatApiName,
): Promise<SentChat<T>> {
  const loaded = loadChatApi(name);
  const api = loaded instanceof Promise ? await loaded : loaded;
  const { refusableParts = [] } = api;
  const { refusals } = call.settings;
  let request: ChatRequest = { ...adoptAnswers(call.request, api), model };
  /** Says what was taken out. */
  const removed: ChatWarning[] = [];
  const found: RefusablePart[] = [];
  const reduceTo = (reduced: ReducedRequest): void => {
    request = reduced.request;
    removed.push(reduced.warning);
  };
  for (const part of refusableParts) {
    const reduced = refusals.has(model, name, part.name) ? part.remove(request) : undefined;
    if (reduced !== undefined) reduceTo(reduced);
  }
  for (;;) {
    const converted = convert(api, request, traits, call);
    try {
      const answer = await send({ api, name, request, traits, converted });
      for (const part of found) if (part.isLasting) refusals.add(model, name, part.name);
      answer.warnings.push(...removed);
      return answer;
    } catch (error) {
      const reduced = withoutRefused(refusableParts, request, error);
      if (reduced === undefined) throw explainRefusal(error, converted.warnings);
      found.push(reduced.part);
      reduceTo(reduced);
    }
  }
}

/** A refusal, with the warning that may explain it: the vendor's message often does not. */
function explainRefusal(error: unknown, warnings: readonly ChatWarning[]): unknown {
  const expected = warnings.find(
    ({ option, action }) => option === "messages" && action === "ignored",
  );
  if (expected === undefined || !isRefusal(error, /./)) return error;
  return copyError(error, { message: `${error.message} ${expected.message}` });
}

/** The request with earlier answers changed into the form in which this client writes them. */
function adoptAnswers(request: ChatRequest, { adoptParts }: ChatApi): ChatRequest {
  if (adoptParts === undefined) return request;
  const messages = request.messages.map((message): ChatMessage =>
    message.role === "assistant" && typeof message.content !== "string"
      ? { ...message, content: adoptParts(message.content) }
      : message,
  );
  return { ...request, messages };
}

/** The request in the API's form, with the extra fields of the settings and of the call. */
function convert(
  api: ChatApi,
  request: ChatRequest,
  traits: ModelTraits,
  { isStream, settings }: ChatCall,
): ConvertedRequest {
  const converted = convertWhole(() => api.convertRequest(request, traits, isStream));
  const { extraBody } = request;
  if (settings.extraBody === undefined && extraBody === undefined) return converted;
  const body = mergeJSON(mergeJSON(converted.body, settings.extraBody), extraBody);
  return { ...converted, body };
}

/** Converts a request. A schema that contains itself overflows the stack, which becomes a clear error. */
function convertWhole(convertRequest: () => ConvertedRequest): ConvertedRequest {
  try {
    return convertRequest();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw invalidArgument(
      "The request cannot be written as JSON: something in it is nested too deep, or contains itself.",
    );
  }
}

/** What the attempts of one call have in common. */
interface Sender<T> {
  dispatcher: Dispatcher;
  config: ClientConfig;
  isStream: boolean;
  read: ReadChat<T>;
}

async function sendAttempt<T>(
  { api, name, request, traits, converted: { path, headers, body, warnings } }: Attempt,
  { dispatcher, config, isStream, read }: Sender<T>,
): Promise<SentChat<T>> {
  const { model } = request;
  const metered = dispatcher.metering.meterCall({ model, api: name, body, tag: config.tag });
  const callMeter = metered === undefined ? undefined : await metered;
  const accept = isStream ? "text/event-stream" : undefined;
  return dispatcher.dispatch(
    { method: "POST", path, headers, model, body, accept, callMeter },
    config,
    async (response) => ({
      model,
      api: name,
      request: { url: response.url, body },
      response: response.received,
      warnings,
      ...(await read(response, {
        api,
        callMeter,
        request,
        traits,
        includeRaw: request.includeRaw === true,
        generateId: createCallIds(),
      })),
    }),
  );
}
