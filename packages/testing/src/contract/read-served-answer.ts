import type { Exchange } from "./observing-proxy.ts";

/** What the server said, read from its bytes without any code under test. */
export interface ServedAnswer {
  text: string;
  model: string | undefined;
  inputTokens: number | undefined;
  outputTokens: number | undefined;
}

interface ServedBody {
  model?: string;
  choices?: {
    delta?: { content?: string | null } | null;
    message?: { content?: string | null };
  }[];
  usage?: { prompt_tokens?: number; completion_tokens?: number } | null;
}

/** Reads a chat completion or its stream, as well as a test needs it. */
export function readServedAnswer(exchange: Exchange): ServedAnswer {
  const bodies = exchange.response.trimStart().startsWith("{")
    ? [exchange.response]
    : exchange.response
        .split("\n")
        .filter((line) => line.startsWith("data:") && !line.includes("[DONE]"))
        .map((line) => line.slice("data:".length));
  const answer: ServedAnswer = {
    text: "",
    model: undefined,
    inputTokens: undefined,
    outputTokens: undefined,
  };
  for (const text of bodies) {
    const body: ServedBody = JSON.parse(text);
    const choice = body.choices?.[0];
    answer.text += choice?.message?.content ?? choice?.delta?.content ?? "";
    answer.model = body.model ?? answer.model;
    answer.inputTokens = body.usage?.prompt_tokens ?? answer.inputTokens;
    answer.outputTokens = body.usage?.completion_tokens ?? answer.outputTokens;
  }
  return answer;
}

/** The ids under which a server named a request, in its headers and in its message. */
export function readRequestIds({ response, responseHeaders }: Exchange): string[] {
  const named = /\(request id: ([^)]+)\)/.exec(response)?.[1];
  return [responseHeaders["x-request-id"], named].filter((id) => id !== undefined);
}

/** The messages of a chat request, as they were on the wire. */
export function readSentMessages(exchange: Exchange | undefined): SentMessage[] {
  const body = exchange?.body;
  if (typeof body !== "object" || body === null || !("messages" in body)) return [];
  return Array.isArray(body.messages) ? body.messages : [];
}

export interface SentMessage {
  role: string;
  content?: unknown;
  tool_call_id?: string;
  tool_calls?: { id: string; function: { name: string; arguments: string } }[];
}
