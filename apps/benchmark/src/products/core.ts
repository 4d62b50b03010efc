import { type ChatEvent, type ChatTool, CometAPIClient } from "@cometapi/core";
import { createParser } from "eventsource-parser";
// Not part of what core exports: measured by itself because it stands where a library could.
import { SSEParser } from "../../../../packages/core/src/transport/sse-parser.ts";
import { parseShape } from "../stream-shape.ts";
import type { Receiver } from "../worker/receiver.ts";
import type { Client, CreateClient } from "./client.ts";
import { type ParseEvents, streamRaw } from "./raw.ts";
import { apiKey, embeddingModel, model, prompt, reportTool, texts } from "./request-content.ts";

/** Core without a framework, and the floor with a real parser in place of a split. */
export const coreProducts: Record<string, () => Promise<CreateClient>> = {
  cometapi: async () => createCoreClient,
  "own-parser": async () => withParser(createOwnParser),
  "eventsource-parser": async () => withParser(createLibraryParser),
};

function createCoreClient(baseURL: string): Client {
  const client = new CometAPIClient({ apiKey, baseURL });
  const messages = [{ role: "user" as const, content: prompt }];
  const isTool = parseShape(baseURL)?.content === "tool-arguments";
  const request = { model, messages, tools: isTool ? [tool] : undefined };
  return {
    stream: async (receiver) => {
      const { batches } = await client.streamChat(request);
      for await (const batch of batches) for (const event of batch) receiveEvent(event, receiver);
    },
    ask: async (receiver) => {
      const { events } = await client.chat(request);
      for (const event of events) receiveEvent(event, receiver);
    },
    embed: async (receiver) => {
      const { embeddings } = await client.embed({ model: embeddingModel, input: [...texts] });
      receiver.vectors(embeddings);
    },
  };
}

const tool: ChatTool = { type: "function", ...reportTool };

function receiveEvent(event: ChatEvent, receiver: Receiver): void {
  if (event.type === "text-delta") receiver.text(event.text.length);
  else if (event.type === "reasoning-delta") receiver.reasoning(event.text.length);
  else if (event.type === "tool-call-delta") receiver.toolArguments(event.argumentsDelta.length);
  else if (event.type === "error") throw event.error;
}

function withParser(create: () => ParseEvents): CreateClient {
  return (baseURL) => ({ stream: (receiver) => streamRaw(baseURL, receiver, create()) });
}

function createOwnParser(): ParseEvents {
  const parser = new SSEParser();
  return (bytes) =>
    parser.push(bytes).flatMap((event) => (event.type === "message" ? [event.data] : []));
}

function createLibraryParser(): ParseEvents {
  const decoder = new TextDecoder();
  let events: string[] = [];
  const parser = createParser({ onEvent: ({ data }) => events.push(data) });
  return (bytes) => {
    parser.feed(decoder.decode(bytes, { stream: true }));
    const taken = events;
    events = [];
    return taken;
  };
}
