import type { Receiver } from "../worker/receiver.ts";
import type { Client } from "./client.ts";
import { apiKey, embeddingModel, model, prompt, texts } from "./request-content.ts";

/**
 * The floor: `fetch`, a split into lines and `JSON.parse`, with no error handling, no timeouts and no
 * understanding of anything.
 */
export function createRawClient(baseURL: string): Client {
  return {
    stream: (receiver) => streamRaw(baseURL, receiver, createLineSplit()),
    endToEnd: (receiver) => streamRaw(baseURL, receiver, createLineSplit()),
    ask: async (receiver) => {
      const response = await post(`${baseURL}/chat/completions`, { model, messages });
      const answer = await response.json();
      receiver.text(answer.choices[0].message.content.length);
    },
    embed: async (receiver) => {
      const body = { model: embeddingModel, input: texts };
      const response = await post(`${baseURL}/embeddings`, body);
      for (const { embedding } of (await response.json()).data) receiver.vectors([embedding]);
    },
  };
}

const messages = [{ role: "user", content: prompt }];

/** Turns the bytes of one network read into the data of the events they complete. */
export type ParseEvents = (bytes: Uint8Array) => string[];

/** Streams an answer with nothing but `fetch`, a parser and `JSON.parse`. */
export async function streamRaw(
  baseURL: string,
  receiver: Receiver,
  parseEvents: ParseEvents,
): Promise<void> {
  const response = await post(`${baseURL}/chat/completions`, { model, messages, stream: true });
  const reader = response.body?.getReader();
  for (;;) {
    const read = await reader?.read();
    if (read === undefined || read.done) return;
    for (const data of parseEvents(read.value)) if (data !== "[DONE]") receiveData(data, receiver);
  }
}

function receiveData(data: string, receiver: Receiver): void {
  const delta = JSON.parse(data).choices[0]?.delta;
  if (delta === undefined) return;
  receiver.text(delta.content?.length ?? 0);
  receiver.reasoning(delta.reasoning_content?.length ?? 0);
  receiver.toolArguments(delta.tool_calls?.[0].function.arguments.length ?? 0);
}

/** The least that finds the events of a well-formed stream. */
function createLineSplit(): ParseEvents {
  const decoder = new TextDecoder();
  let rest = "";
  return (bytes) => {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    const events: string[] = [];
    for (const line of lines) if (line.startsWith("data: ")) events.push(line.slice(6));
    return events;
  };
}

function post(url: string, body: object): Promise<Response> {
  return fetch(url, {
    method: "POST",
    headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}
