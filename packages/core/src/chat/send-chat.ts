import type { ReceivedResponse, SentRequest } from "./chat-answer.ts";
import type { ChatRequest, ChatWarning } from "./chat-request.ts";
import type { ClientConfig } from "../config/resolve-client-config.ts";
import type { RequestOptions } from "../config/client-settings.ts";
import { isRefusal } from "../errors/is-refusal.ts";
import type { JSONObject } from "../json.ts";
import { parseModelId } from "../models/parse-model-id.ts";
import { resolveModelTraits } from "../models/resolve-model-traits.ts";
import type { Dispatcher, ResponseContext } from "../transport/dispatcher.ts";
import type { OpenChatOptions } from "./open-chat.ts";
import type { TransportResponse } from "../transport/send-request.ts";
import { withFallbacks } from "../transport/with-fallbacks.ts";
import { convertRequest } from "./apis/chat-completions/convert-request.ts";

/** A chat call and how its answer shall come. */
export interface ChatCall {
  request: ChatRequest;
  isStream: boolean;
  /** Fields of the settings that go into every body. */
  extraBody: Readonly<JSONObject> | undefined;
}

/** An answer, whole or on its way, with what was sent and who answered. */
export interface SentChat<T> {
  model: string;
  request: SentRequest;
  response: ReceivedResponse;
  warnings: ChatWarning[];
  result: T;
}

/** Reads a response to a chat call. */
export type ReadChat<T> = (
  response: TransportResponse,
  context: ResponseContext,
  options: OpenChatOptions,
) => Promise<T>;

const PATH = "/v1/chat/completions";

/** Sends a chat request to its model, or to the first fallback model that answers. */
export async function sendChat<T>(
  dispatcher: Dispatcher,
  call: ChatCall,
  options: RequestOptions,
  read: ReadChat<T>,
): Promise<SentChat<T>> {
  const config = await dispatcher.resolveConfig(options);
  const model = parseModelId(call.request.model);
  return withFallbacks(
    [model, ...config.fallbackModels.map(parseModelId)],
    (candidate) => askModel(dispatcher, call, candidate, config, read),
    (fromModel, toModel, error) => dispatcher.notifyFallback({ fromModel, toModel, error }),
  );
}

async function askModel<T>(
  dispatcher: Dispatcher,
  call: ChatCall,
  model: string,
  config: ClientConfig,
  read: ReadChat<T>,
): Promise<SentChat<T>> {
  const { request, isStream, extraBody } = call;
  try {
    const converted = convertRequest(
      { ...request, model },
      resolveModelTraits(model),
      isStream,
      extraBody,
    );
    const answer = await sendBody(dispatcher, converted.body, call, config, read);
    return { ...answer, model, warnings: converted.warnings };
  } catch (error) {
    if (!isStream || request.includeUsage === false || !refusesUsageOption(error)) throw error;
    const withoutUsage = { ...call, request: { ...request, includeUsage: false } };
    const answer = await askModel(dispatcher, withoutUsage, model, config, read);
    return { ...answer, warnings: [...answer.warnings, USAGE_DROPPED] };
  }
}

const USAGE_DROPPED: ChatWarning = {
  option: "includeUsage",
  action: "dropped",
  message: "The server refuses `stream_options`, so this stream may not tell its usage.",
};

function sendBody<T>(
  dispatcher: Dispatcher,
  body: JSONObject,
  { request, isStream }: ChatCall,
  config: ClientConfig,
  read: ReadChat<T>,
): Promise<Omit<SentChat<T>, "model" | "warnings">> {
  return dispatcher.dispatch(
    { method: "POST", path: PATH, body, accept: isStream ? "text/event-stream" : undefined },
    config,
    async (response, context) => ({
      request: { url: context.url, body },
      response: {
        status: response.status,
        headers: response.headers,
        requestId: response.requestId,
      },
      result: await read(response, context, {
        includeRaw: request.includeRaw === true,
        generateId: () => `call_${crypto.randomUUID().replaceAll("-", "")}`,
      }),
    }),
  );
}

/** Whether a server does not know the option that makes a stream report its usage. */
function refusesUsageOption(error: unknown): boolean {
  return isRefusal(error, /stream_options|include_usage/i);
}
