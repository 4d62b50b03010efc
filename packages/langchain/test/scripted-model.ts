import {
  createInMemoryFetch,
  type RecordedRequest,
  type ScriptedReply,
  sseResponse,
} from "@cometapi/testing";
import { ChatCometAPI } from "../src/chat-model.ts";
import type { ChatCometAPIOptions } from "../src/chat-settings.ts";

/** The key of the scripted models. No test may find it anywhere. */
export const scriptedKey = "sk-Zq4Lr8Nw2XtBv6Km9Pd3Hs7J";

/** A model whose service gives these replies in turn, and the requests that the service got. */
export function createScriptedModel(
  replies: readonly ScriptedReply[],
  options: ChatCometAPIOptions = {},
): { model: ChatCometAPI; requests: RecordedRequest[] } {
  const { fetch, requests } = createInMemoryFetch(replies);
  const model = new ChatCometAPI("gpt-4o-mini", {
    apiKey: scriptedKey,
    maxRetries: 0,
    ...options,
    fetch,
  });
  return { model, requests };
}

/** A streamed answer made of these deltas. It has no end if it is cut off or stays open. */
export function streamOf(
  deltas: readonly Record<string, unknown>[],
  { finishReason = "stop", usage, ...options }: StreamOptions = {},
): Response {
  const shared = {
    id: "chatcmpl-1",
    object: "chat.completion.chunk",
    created: 1,
    model: "gpt-4o-mini-2024-07-18",
  };
  const chunks: unknown[] = deltas.map((delta) => ({ ...shared, choices: [{ index: 0, delta }] }));
  const isOver = options.isCut !== true && options.staysOpen !== true;
  if (isOver) {
    chunks.push({ ...shared, choices: [{ index: 0, delta: {}, finish_reason: finishReason }] });
  }
  if (usage !== undefined) chunks.push({ ...shared, choices: [], usage });
  return sseResponse(isOver ? [...chunks, "[DONE]"] : chunks, options);
}

interface StreamOptions {
  finishReason?: string;
  usage?: Record<string, unknown>;
  splitEvery?: number;
  staysOpen?: boolean;
  isCut?: boolean;
  onCancel?: (reason: unknown) => void;
}

/** A whole answer with this message. */
export function completionOf(
  message: Record<string, unknown>,
  { finishReason = "stop", ...fields }: { finishReason?: string } & Record<string, unknown> = {},
): Response {
  return Response.json({
    id: "chatcmpl-1",
    object: "chat.completion",
    created: 1,
    model: "gpt-4o-mini-2024-07-18",
    choices: [
      { index: 0, message: { role: "assistant", ...message }, finish_reason: finishReason },
    ],
    ...fields,
  });
}

/** The body of a request as JSON. */
export function bodyOf(request: RecordedRequest | undefined): Record<string, unknown> {
  const { body } = request ?? {};
  if (typeof body !== "object" || body === null) throw new Error("There is no JSON body.");
  return { ...body };
}

/** The error of a call that fails. */
export async function failureOf(call: Promise<unknown>): Promise<unknown> {
  try {
    await call;
  } catch (error) {
    return error;
  }
  throw new Error("The call should have failed.");
}
