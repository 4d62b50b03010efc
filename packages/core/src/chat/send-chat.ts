import type { RequestOptions } from "../config/client-settings.ts";
import { invalidArgument } from "../errors/invalid-answer.ts";
import type { ClientConfig } from "../config/resolve-client-config.ts";
import type { JSONObject } from "../json.ts";
import { mergeJSON } from "../merge-json.ts";
import type { ModelTraits } from "../models/model-traits.ts";
import { parseModelId } from "../models/parse-model-id.ts";
import { resolveModelTraits } from "../models/resolve-model-traits.ts";
import type { Dispatcher } from "../transport/dispatcher.ts";
import type { TransportResponse } from "../transport/transport-request.ts";
import type { ChatApi, ConvertedRequest } from "./apis/chat-api.ts";
import { loadChatApi } from "./apis/load-chat-api.ts";
import type { ReceivedResponse, SentRequest } from "./chat-answer.ts";
import type { ChatApiName, ChatApiSetting } from "./chat-api-name.ts";
import type { ChatMessage, ChatRequest, ChatWarning } from "./chat-request.ts";
import { createCallIds } from "./create-call-ids.ts";
import { isUnserved, type UnservedApis } from "./unserved-apis.ts";
import type { OpenChatOptions } from "./open-chat.ts";

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
  /** Which models the server was found not to serve by which API. */
  unserved: UnservedApis;
}

/** An answer, whole or on its way, with what was sent and who answered. */
export interface SentChat<T> {
  model: string;
  api: ChatApiName;
  request: SentRequest;
  response: ReceivedResponse;
  warnings: ChatWarning[];
  result: T;
}

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
  const model = parseModelId(call.request.model);
  const send: SendBody<T> = (api, request, converted) =>
    sendBody(dispatcher, api, { ...call, request }, converted, config, read);
  const ask = (candidate: string) => askModel(call, candidate, send);
  const fallbackModels = config.fallbackModels.map(parseModelId);
  if (fallbackModels.length === 0) return ask(model);
  const { askWithFallbacks } = await import("./ask-with-fallbacks.ts");
  return askWithFallbacks([model, ...fallbackModels], ask, dispatcher, config);
}

/** A text API with the name by which it was chosen. */
type NamedApi = ChatApi & { name: ChatApiName };

type SendBody<T> = (
  api: NamedApi,
  request: ChatRequest,
  converted: ConvertedRequest,
) => Promise<Pick<SentChat<T>, "request" | "response" | "result">>;

/**
 * Asks one model by the API that was chosen for it. If `auto` chose it and the server does not serve the
 * model by it, Chat Completions is asked instead. Later calls of this client ask Chat Completions first.
 */
async function askModel<T>(call: ChatCall, model: string, send: SendBody<T>): Promise<SentChat<T>> {
  const { unserved, api: setting } = call.settings;
  const traits = resolveModelTraits(model);
  const wanted = call.request.api ?? setting ?? "auto";
  const name = wanted === "auto" ? chooseApi(call.request, traits) : wanted;
  const isFree = wanted === "auto" && name !== "chat";
  if (isFree && unserved.has(model, name)) {
    const answer = await askByApi(call, model, traits, "chat", send);
    return { ...answer, warnings: [apiChanged(model, name), ...answer.warnings] };
  }
  try {
    return await askByApi(call, model, traits, name, send);
  } catch (error) {
    if (!isFree || !isUnserved(error)) throw error;
    const answer = await askByApi(call, model, traits, "chat", send);
    unserved.add(model, name);
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

async function askByApi<T>(
  call: ChatCall,
  model: string,
  traits: ModelTraits,
  name: ChatApiName,
  send: SendBody<T>,
): Promise<SentChat<T>> {
  const api = await loadChatApi(name);
  const relief: ChatWarning[] = [];
  let request = { ...adoptAnswers(call.request, api), model };
  for (;;) {
    const converted = convert(api, request, traits, call);
    try {
      const answer = await send({ ...api, name }, request, converted);
      return { ...answer, model, api: name, warnings: [...converted.warnings, ...relief] };
    } catch (error) {
      const relieved = api.withoutRefused?.(request, error);
      if (relieved === undefined) throw error;
      request = { ...relieved.request, model };
      relief.push(relieved.warning);
    }
  }
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

/** Converts a request. A schema that contains itself is followed until the stack overflows: this is reported. */
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

async function sendBody<T>(
  dispatcher: Dispatcher,
  api: NamedApi,
  { request, isStream }: Pick<ChatCall, "request" | "isStream">,
  { path, headers, body }: ConvertedRequest,
  config: ClientConfig,
  read: ReadChat<T>,
): Promise<Pick<SentChat<T>, "request" | "response" | "result">> {
  const tab = await dispatcher.money.openTab({
    model: request.model,
    api: api.name,
    body,
    tag: config.tag,
  });
  const accept = isStream ? "text/event-stream" : undefined;
  return dispatcher.dispatch(
    { method: "POST", path, headers, model: request.model, body, accept, tab },
    config,
    async (response) => ({
      request: { url: response.url, body },
      response: {
        status: response.status,
        headers: response.headers,
        requestId: response.requestId,
      },
      result: await read(response, {
        api,
        tab,
        request,
        includeRaw: request.includeRaw === true,
        generateId: createCallIds(),
      }),
    }),
  );
}
