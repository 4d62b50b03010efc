import { copyError } from "../../errors/copy-error.ts";
import { invalidArgument } from "../../errors/invalid-answer.ts";
import { isRefusal } from "../../errors/is-refusal.ts";
import { mergeJSON } from "../../merge-json.ts";
import type { ChatApi, ConvertedRequest, ReducedRequest } from "../apis/chat-api.ts";
import { loadChatApi } from "../apis/load-chat-api.ts";
import type { ChatApiName } from "../chat-api-name.ts";
import type { ChatMessage, ChatRequest, ChatWarning } from "../chat-request.ts";
import type { ModelCall, SentChat } from "./chat-call.ts";
import { createCallIds } from "./create-call-ids.ts";
import { withoutRefused } from "./without-refused.ts";

/**
 * Asks a model by one API. If the server refuses an optional part of the request, asks again without it. A part that
 * it is known to refuse is left out at once.
 */
export async function askByApi<T>(call: ModelCall<T>, name: ChatApiName): Promise<SentChat<T>> {
  const { model } = call;
  const { refusals } = call.settings;
  const loaded = loadChatApi(name);
  const api = loaded instanceof Promise ? await loaded : loaded;
  const { refusableParts = [] } = api;
  let request: ChatRequest = { ...adoptAnswers(call.request, api), model };
  /** Says what was taken out. */
  const removed: ChatWarning[] = [];
  /** The names of parts that were refused, and are remembered if the request is taken without them. */
  const found: string[] = [];
  const reduceTo = (reduced: ReducedRequest): void => {
    request = reduced.request;
    removed.push(reduced.warning);
  };
  for (const { rememberAs: part, isIn, remove } of refusableParts) {
    if (part === undefined || !refusals.has(model, name, part)) continue;
    const isSent = isIn === undefined || isIn(convert(api, request, call).body);
    const reduced = isSent ? remove(request) : undefined;
    if (reduced !== undefined) reduceTo(reduced);
  }
  for (;;) {
    const converted = convert(api, request, call);
    try {
      const answer = await send(call, { api, name, request, converted });
      for (const part of found) refusals.add(model, name, part);
      answer.warnings.push(...removed);
      return answer;
    } catch (error) {
      const reduced = withoutRefused(refusableParts, request, error);
      if (reduced === undefined) throw explainRefusal(error, converted.warnings);
      if (reduced.part.rememberAs !== undefined) found.push(reduced.part.rememberAs);
      reduceTo(reduced);
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
function convert<T>(
  api: ChatApi,
  request: ChatRequest,
  { traits, isStream, settings: { extraBody } }: ModelCall<T>,
): ConvertedRequest {
  const converted = convertWhole(() => api.convertRequest(request, traits, isStream));
  if (extraBody === undefined && request.extraBody === undefined) return converted;
  const body = mergeJSON(mergeJSON(converted.body, extraBody), request.extraBody);
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

/** A request in the form in which one API takes it. */
interface Attempt {
  api: ChatApi;
  name: ChatApiName;
  request: ChatRequest;
  converted: ConvertedRequest;
}

/** Sends a request, and reads the answer. */
async function send<T>(call: ModelCall<T>, attempt: Attempt): Promise<SentChat<T>> {
  const { model, traits, isStream, read, dispatcher, config } = call;
  const { api, name, request } = attempt;
  const { path, headers, body, warnings } = attempt.converted;
  const metered = dispatcher.metering.meterCall({ model, api: name, body }, config);
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

/** A refusal, with the warning that may explain it: the vendor's message often does not. */
function explainRefusal(error: unknown, warnings: readonly ChatWarning[]): unknown {
  const expected = warnings.find(
    ({ option, action }) => option === "messages" && action === "ignored",
  );
  if (expected === undefined || !isRefusal(error, /./)) return error;
  return copyError(error, { message: `${error.message} ${expected.message}` });
}
