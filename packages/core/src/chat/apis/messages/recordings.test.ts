import { createAnthropic } from "@ai-sdk/anthropic";
import { readRecordings } from "@cometapi/testing";
import { describe, expect, it } from "vitest";
import { respond, type Sample, splitRecording } from "../../../../test/recorded-sample.ts";
import { CometAPIClient } from "../../../client.ts";
import { isJSONObject, isObject, parseJSON, textOf } from "../../../json-access.ts";
import { accumulateChatEvents } from "../../accumulate-chat-events.ts";
import type { ChatEvent } from "../../chat-event.ts";
import type { AssistantPart, ChatRequest, VendorTool } from "../../chat-request.ts";

// What core makes of recorded traffic equals what `@ai-sdk/anthropic` makes of it, and what it sends back
// equals what came, which that package rebuilds from its parts, but for:
// - a count that nobody gave, which is undefined here and zero there;
// - members of results that are null, which it leaves out or adds;
// - calls of tools that run out of code, where it repeats a caller that says nothing (`direct`);
// - and the following, each with its reason.
const KNOWN_DIFFERENCES: Record<string, { reason: string; correct: (theirs: Answer) => void }> = {
  "anthropic-programmatic-tool-calling.1, whole": {
    reason: "calls beside `end_turn`: several answers of a loop were put into one by hand",
    correct: (theirs) => {
      theirs.finishReason = "tool-calls";
    },
  },
};

/** An answer, as far as both tell it. */
interface Answer {
  id: string | undefined;
  model: string | undefined;
  text: string;
  thoughts: { text: string; signature: unknown }[];
  calls: { id: string; name: string; input: unknown }[];
  vendorCalls: { id: string; name: string; input: unknown }[];
  vendorResults: { id: string; name: string; result: unknown; isError: boolean }[];
  finishReason: string;
  rawFinishReason: string | undefined;
  usage: unknown;
}

const TOOLS = [
  "web_search_20260209",
  "web_fetch_20260209",
  "code_execution_20260120",
  "tool_search_regex_20251119",
  "tool_search_bm25_20251119",
  "advisor_20260301",
] as const;

const vendorTools = TOOLS.map((version): VendorTool => {
  const args = version.startsWith("advisor") ? { model: "claude-opus-5" } : {};
  return { type: "vendor", id: `anthropic.${version}`, name: `my_${version}`, args };
});

const request: ChatRequest = {
  model: "claude-sonnet-4-5",
  messages: [{ role: "user", content: "Hi" }],
  tools: vendorTools,
};

async function readOurs(sample: Sample, splitEvery?: number): Promise<ChatEvent[]> {
  const client = new CometAPIClient({
    apiKey: "sk-recording",
    api: "messages",
    maxRetries: 0,
    fetch: async () => respond(sample, splitEvery),
  });
  if (!sample.isStream) return (await client.chat(request)).events;
  return (await Array.fromAsync((await client.streamChat(request)).batches)).flat();
}

function describeOurs(events: ChatEvent[]): Answer {
  const { choices, metadata, usage, errors } = accumulateChatEvents(events);
  const [choice] = choices;
  if (choice === undefined || errors.length > 0) throw new Error(`No answer: ${String(errors)}`);
  return {
    id: metadata?.id,
    model: metadata?.model,
    text: choice.text,
    thoughts: choice.content.flatMap((part) =>
      part.type === "reasoning"
        ? [{ text: part.text, signature: part.echo?.data["signature"] ?? part.echo?.data["data"] }]
        : [],
    ),
    calls: choice.toolCalls.map((call) => ({
      id: call.id,
      name: call.name,
      input: parseJSON(call.arguments),
    })),
    vendorCalls: choice.vendorBlocks.flatMap(({ toolCall }) =>
      toolCall === undefined
        ? []
        : [{ id: toolCall.id, name: toolCall.name, input: parseJSON(toolCall.arguments) }],
    ),
    vendorResults: choice.vendorBlocks.flatMap(({ toolResult }) =>
      toolResult === undefined ? [] : [{ ...toolResult, result: withoutNull(toolResult.result) }],
    ),
    finishReason: choice.finishReason,
    rawFinishReason: choice.rawFinishReason,
    usage: {
      inputTokens: usage?.inputTokens.total,
      cacheRead: usage?.inputTokens.cacheRead ?? 0,
      cacheWrite: usage?.inputTokens.cacheWrite ?? 0,
      outputTokens: usage?.outputTokens.total,
      reasoning: usage?.outputTokens.reasoning,
    },
  };
}

type OfficialModel = ReturnType<ReturnType<typeof createAnthropic>>;
type CallOptions = Parameters<OfficialModel["doStream"]>[0];
type OfficialPart = Awaited<ReturnType<OfficialModel["doGenerate"]>>["content"][number];
type OfficialEnd = Pick<Awaited<ReturnType<OfficialModel["doGenerate"]>>, "finishReason" | "usage">;

const callOptions: CallOptions = {
  prompt: [{ role: "user", content: [{ type: "text", text: "Hi" }] }],
  tools: vendorTools.map(({ id, name, args }) => ({
    type: "provider" as const,
    id: `anthropic.${id.replace("anthropic.", "")}` as const,
    name,
    args: { ...args },
  })),
};

/** The official package's answer, whether it came whole or streamed. */
async function readTheirs(sample: Sample): Promise<Answer> {
  const baseURL = "https://api.cometapi.com/v1";
  const official = createAnthropic({ apiKey: "sk", baseURL, fetch: async () => respond(sample) });
  const model = official("claude-sonnet-4-5");
  const answer: Answer = {
    id: undefined,
    model: undefined,
    text: "",
    thoughts: [],
    calls: [],
    vendorCalls: [],
    vendorResults: [],
    finishReason: "",
    rawFinishReason: undefined,
    usage: undefined,
  };
  if (!sample.isStream) {
    const result = await model.doGenerate(callOptions);
    for (const part of result.content) addPart(answer, part);
    const { id, modelId } = result.response ?? {};
    return Object.assign(answer, { id, model: modelId }, describeEnd(result));
  }
  for await (const part of (await model.doStream(callOptions)).stream) {
    switch (part.type) {
      case "text-delta":
        answer.text += part.delta;
        break;
      case "reasoning-start":
        answer.thoughts.push({
          text: "",
          signature: part.providerMetadata?.["anthropic"]?.["redactedData"],
        });
        break;
      case "reasoning-delta": {
        const thought = answer.thoughts.at(-1);
        if (thought === undefined) break;
        thought.text += part.delta;
        thought.signature =
          part.providerMetadata?.["anthropic"]?.["signature"] ?? thought.signature;
        break;
      }
      case "tool-call":
      case "tool-result":
        addPart(answer, part);
        break;
      case "response-metadata":
        Object.assign(answer, { id: part.id, model: part.modelId });
        break;
      case "finish":
        Object.assign(answer, describeEnd(part));
        break;
      default:
      // Beginnings and ends, and what is compared by other means.
    }
  }
  return answer;
}

function describeEnd({ finishReason, usage }: OfficialEnd): Partial<Answer> {
  return {
    finishReason: finishReason.unified,
    rawFinishReason: finishReason.raw,
    usage: {
      inputTokens: usage.inputTokens.total,
      cacheRead: usage.inputTokens.cacheRead,
      cacheWrite: usage.inputTokens.cacheWrite,
      outputTokens: usage.outputTokens.total,
      reasoning: usage.outputTokens.reasoning,
    },
  };
}

function addPart(answer: Answer, part: OfficialPart): void {
  switch (part.type) {
    case "text":
      answer.text += part.text;
      break;
    case "reasoning": {
      const own = part.providerMetadata?.["anthropic"];
      answer.thoughts.push({
        text: part.text,
        signature: own?.["signature"] ?? own?.["redactedData"],
      });
      break;
    }
    case "tool-call": {
      const call = { id: part.toolCallId, name: part.toolName, input: parseJSON(part.input) };
      if (part.providerExecuted === true) answer.vendorCalls.push(call);
      else answer.calls.push(call);
      break;
    }
    case "tool-result":
      answer.vendorResults.push({
        id: part.toolCallId,
        name: part.toolName,
        result: withoutNull(JSON.parse(JSON.stringify(part.result))),
        isError: part.isError === true,
      });
      break;
    default:
    // Sources are compared by fixtures.
  }
}

function withoutNull(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNull);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) =>
      member === null || name === "abort_reason" ? [] : [[name, withoutNull(member)]],
    ),
  );
}

/** What of an answer's blocks the next request must hold: all of them, as they came. */
function blocksOf({ isStream, body }: Sample): unknown[] {
  if (!isStream) {
    const message = parseJSON(body);
    return isJSONObject(message) && Array.isArray(message["content"]) ? message["content"] : [];
  }
  const blocks: Record<string, unknown>[] = [];
  const inputs: string[] = [];
  for (const line of body.split("\n\n").filter(Boolean)) {
    const event = parseJSON(line.slice("data: ".length));
    if (!isObject(event)) continue;
    const { type, index, content_block: block, delta, message } = event;
    if (type === "message_start" && isObject(message) && Array.isArray(message["content"])) {
      blocks.push(...message["content"].filter(isObject));
    }
    if (typeof index !== "number") continue;
    if (isObject(block)) blocks[index] = { ...block };
    const known = blocks[index];
    if (!isObject(delta) || known === undefined) continue;
    for (const name of ["text", "thinking", "signature"]) {
      const piece = delta[name];
      if (typeof piece === "string") known[name] = (textOf(known[name]) ?? "") + piece;
    }
    if (typeof delta["partial_json"] === "string") {
      inputs[index] = (inputs[index] ?? "") + delta["partial_json"];
      known["input"] = parseJSON(inputs[index]) ?? known["input"];
    }
  }
  return blocks;
}

async function sendBack(content: AssistantPart[]): Promise<unknown> {
  const client = new CometAPIClient({
    apiKey: "sk-recording",
    api: "messages",
    fetch: async () => Response.json({ content: [], stop_reason: "end_turn" }),
  });
  const stored: AssistantPart[] = JSON.parse(JSON.stringify(content));
  const messages = [...request.messages, { role: "assistant" as const, content: stored }];
  const { body } = (await client.chat({ ...request, messages })).request;
  const sent = Array.isArray(body["messages"]) ? body["messages"] : [];
  return isObject(sent[1]) ? sent[1]["content"] : [];
}

const samples = readRecordings("messages").flatMap((recording) =>
  splitRecording(recording, "message_start"),
);

describe.skipIf(samples.length === 0)("Anthropic's traffic in COMETAPI_RECORDINGS", () => {
  it.each(samples.map((sample) => [sample.name, sample] as const))(
    "%s is what the official package makes of it, also in single bytes",
    async (name, sample) => {
      const events = await readOurs(sample);
      const theirs = await readTheirs(sample);
      KNOWN_DIFFERENCES[name]?.correct(theirs);
      expect(describeOurs(events)).toEqual(theirs);
      if (sample.isStream) expect(describeOurs(await readOurs(sample, 1))).toEqual(theirs);
    },
  );

  it.each(samples.map((sample) => [sample.name, sample] as const))(
    "%s goes back as it came, after it was stored as JSON",
    async (_, sample) => {
      const { choices } = accumulateChatEvents(await readOurs(sample));
      expect(await sendBack(choices[0]?.content ?? [])).toEqual(
        withoutDecoration(blocksOf(sample)),
      );
    },
  );
});

/** Blocks without what the API puts beside them for a reader only. */
function withoutDecoration(blocks: unknown[]): unknown[] {
  return blocks.filter(isObject).map((block) => {
    const { citations, ...others } = block;
    return citations === null || citations === undefined ? others : block;
  });
}
