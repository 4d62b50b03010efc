import type { FixtureAPI } from "@cometapi/testing";
import {
  type Answer,
  conversation,
  createAnswer,
  describeFixtures,
  type FixtureCall,
  joinAudio,
  readError,
  readUsage,
  throughJSON,
} from "@cometapi/testing/answers";
import { expect } from "vitest";
import { CometAPIClient } from "../client.ts";
import { CometAPIError } from "../errors/comet-api-error.ts";
import { accumulateChatEvents, createChatChoice } from "./accumulate-chat-events.ts";
import type { ChatEvent } from "./chat-event.ts";
import type { ChatRequest } from "./chat-request.ts";

/** The APIs that core speaks and that have fixtures. */
const apis: readonly FixtureAPI[] = ["chat", "responses", "messages", "gemini"];

const QUESTION = { role: "user" as const, content: conversation.question };
const REQUEST = { model: "gpt-5-mini", messages: [QUESTION] };

describeFixtures([
  {
    name: "core, streamed",
    isStream: true,
    apis,
    losses: [],
    read: (call) => readEvents(() => stream(call, REQUEST)),
    sendBack: (call) => sendBack((request) => stream(call, request)),
  },
  {
    name: "core, whole",
    isStream: false,
    apis,
    losses: [],
    read: (call) => readEvents(() => ask(call, REQUEST)),
    sendBack: (call) => sendBack((request) => ask(call, request)),
  },
]);

async function stream(call: FixtureCall, request: ChatRequest): Promise<ChatEvent[]> {
  const { batches } = await createClient(call).streamChat(request);
  return (await Array.fromAsync(batches)).flat();
}

async function ask(call: FixtureCall, request: ChatRequest): Promise<ChatEvent[]> {
  return (await createClient(call).chat(request)).events;
}

async function sendBack(answer: (request: ChatRequest) => Promise<ChatEvent[]>): Promise<void> {
  const [choice] = accumulateChatEvents(await answer(REQUEST)).choices;
  const { content = [], refusal, toolCalls = [] } = choice ?? {};
  const results = toolCalls.map(({ id }) => ({
    role: "tool" as const,
    toolCallId: id,
    content: conversation.toolResult,
  }));
  const next = [{ role: "user" as const, content: conversation.nextQuestion }];
  await answer({
    ...REQUEST,
    messages: [
      QUESTION,
      throughJSON({ role: "assistant" as const, content, refusal: refusal || undefined }),
      ...(results.length > 0 ? results : next),
    ],
  });
}

function createClient({ api, fetch }: FixtureCall): CometAPIClient {
  return new CometAPIClient({ apiKey: "sk-fixture-key", maxRetries: 0, api, fetch });
}

async function readEvents(answer: () => Promise<ChatEvent[]>): Promise<Answer> {
  let events: ChatEvent[];
  try {
    events = await answer();
  } catch (error) {
    if (!CometAPIError.isInstance(error)) throw error;
    return createAnswer({ error: readError(error) });
  }
  checkSequence(events);
  const { choices, metadata, usage, errors } = accumulateChatEvents(events);
  const choice = choices[0] ?? createChatChoice(0);
  const [error] = errors;
  return {
    text: choice.text,
    reasoning: choice.reasoning,
    echoes: choice.content.flatMap((part) =>
      part.type !== "tool-call" && "echo" in part && part.echo !== undefined ? [part.echo] : [],
    ),
    refusal: choice.refusal,
    toolCalls: choice.toolCalls.map(({ id, name, isComplete, echo, ...call }) => ({
      id,
      name,
      arguments: call.arguments,
      isComplete,
      echo,
    })),
    vendorBlocks: choice.vendorBlocks.map(({ api, block, toolCall, toolResult }) => ({
      api,
      block,
      toolCall,
      toolResult,
    })),
    images: choice.images.map(({ image }) => image),
    audio: joinAudio(choice.audio),
    citations: choice.citations.map((citation) => ({
      url: citation.url,
      title: citation.title,
      filename: citation.filename,
      fileId: citation.fileId,
      content: citation.content,
      startIndex: citation.startIndex,
      endIndex: citation.endIndex,
    })),
    logprobs: choice.logprobs,
    usage: readUsage(usage),
    finishReason: choice.finishReason,
    rawFinishReason: choice.rawFinishReason,
    finishDetails: choice.finishDetails,
    id: metadata?.id,
    model: metadata?.model,
    createdAtMs: metadata?.createdAtMs,
    systemFingerprint: metadata?.systemFingerprint,
    serviceTier: metadata?.serviceTier,
    error: error && readError(error),
  };
}

/** What `ChatEvent` promises about the order of events. */
function checkSequence(events: ChatEvent[]): void {
  const finishes = events.filter((event) => event.type === "finish");
  expect(new Set(finishes.map(({ choiceIndex }) => choiceIndex)).size).toBe(finishes.length);
  expect(events.at(-1)?.type).toBe("finish");
  expect(events.filter(({ type }) => type === "usage").length).toBeLessThan(2);
  expect(events.filter(({ type }) => type === "error").length).toBeLessThan(2);
  const open = new Map<string, { index: number; name: string; arguments: string }>();
  const indexes: number[] = [];
  for (const event of events) {
    if (event.type === "tool-call-start") {
      const { id, index, name } = event;
      expect(open.has(id), `a second start of ${id}`).toBe(false);
      open.set(id, { index, name, arguments: "" });
      indexes.push(index);
    } else if (event.type === "tool-call-delta") {
      const call = open.get(event.id);
      expect(call?.index).toBe(event.index);
      if (call !== undefined) call.arguments += event.argumentsDelta;
    } else if (event.type === "tool-call-end") {
      const { index, name } = event;
      const call = open.get(event.id);
      expect(call).toMatchObject({ index, name });
      expect([event.arguments, call?.arguments === "" ? "{}" : undefined]).toContain(
        call?.arguments || "{}",
      );
      open.delete(event.id);
    }
  }
  expect(indexes.toSorted((a, b) => a - b)).toEqual([...indexes.keys()]);
  expect([...open.keys()], "calls without an end").toEqual([]);
}
