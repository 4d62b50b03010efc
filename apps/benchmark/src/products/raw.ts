import type { Receiver } from "../worker/receiver.ts";
import type { Client } from "./client.ts";
import { apiKey, embeddingModel, model, prompt, texts } from "./request-content.ts";

/**
 * The floor: `fetch`, a split into lines and `JSON.parse`, with no error handling, no timeouts and no
 * understanding of anything.
 */
export function createRawClient(baseURL: string): Client {
  return {
    stream: (receiver) => streamRaw(baseURL, receiver),
    endToEnd: (receiver) => streamRaw(baseURL, receiver),
    ask: async (receiver) => {
      const response = await post(`${baseURL}/chat/completions`, { model, messages });
      const answer = await response.json();
      receiver.text(answer.choices[0].message.content.length);
    },
    embed: async (receiver) => {
      const body = { model: embeddingModel, input: texts };
      const response = await post(`${baseURL}/embeddings`, body);
      receiver.text((await response.json()).data.length);
    },
  };
}

const messages = [{ role: "user", content: prompt }];

async function streamRaw(baseURL: string, receiver: Receiver): Promise<void> {
  const response = await post(`${baseURL}/chat/completions`, { model, messages, stream: true });
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const read = await reader?.read();
    if (read === undefined || read.done) return;
    const lines = (rest + decoder.decode(read.value, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (!line.startsWith("data: ") || line === "data: [DONE]") continue;
      const delta = JSON.parse(line.slice(6)).choices[0]?.delta;
      if (delta === undefined) continue;
      receiver.text(delta.content?.length ?? 0);
      receiver.reasoning(delta.reasoning_content?.length ?? 0);
      receiver.toolArguments(delta.tool_calls?.[0].function.arguments.length ?? 0);
    }
  }
}

function post(url: string, body: object): Promise<Response> {
  return fetch(url, {
    method: "POST",
    headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}
