import { readRecordings } from "@cometapi/testing";
import { describe, expect, it } from "vitest";
import {
  type Answer,
  describeNextInput,
  readTheirs,
  request,
  writeTheirNextInput,
} from "../../../../test/responses/official-answer.ts";
import { respond, type Sample, splitRecording } from "../../../../test/recorded-sample.ts";
import { CometAPIClient } from "../../../client.ts";
import { isObject, parseJSON, textOf } from "../../../json-access.ts";
import { accumulateChatEvents } from "../../accumulate-chat-events.ts";
import type { ChatEvent } from "../../chat-event.ts";
import type { ChatRequest } from "../../chat-request.ts";

// What core makes of recorded traffic equals what `@ai-sdk/openai` makes of it, the next request included,
// but for:
// - reasoning, of which each item is one part here, and there one for each part of its summary;
// - the vendor's word for a good end, `completed`, which it leaves out;
// - items of tools that OpenAI ran, which go back whole here: it leaves most of them out when nothing is
//   stored, with a warning;
// - ids, which it sends back with reasoning although nobody has stored them;
// - and the following, each where it is wrong.
const knownDifferences: Record<string, { reason: string; correct: Correct }> = {
  "openai-local-shell-tool.1": {
    reason: "a call that the caller has to run ends an answer with calls",
    correct: ({ answer }) => {
      answer.finishReason = "tool-calls";
    },
  },
  "openai-local-shell-tool.1, whole": {
    reason: "so it does here, and its folder is neither called otherwise nor lost",
    correct: ({ answer, next }) => {
      answer.finishReason = "tool-calls";
      for (const { input } of answer.calls) {
        if (!isObject(input) || !isObject(input["action"])) continue;
        const { working_directory: workingDirectory, ...action } = input["action"];
        input["action"] = { ...action, workingDirectory };
      }
      for (const item of next) {
        if (isObject(item) && isObject(item["action"])) {
          item["action"]["working_directory"] = "/root";
        }
      }
    },
  },
  "openai-phase.1": {
    reason: "the deltas of this stream were shortened; the ends of its items have the whole text",
    correct: (theirs, { frames }) => {
      const wholeTexts = frames.flatMap(readWholeText);
      theirs.answer.text = wholeTexts.join("");
      theirs.next.forEach((item, index) => Object.assign(item, { text: wholeTexts[index] }));
    },
  },
  "openai-mcp-tool-approval.4": {
    reason: "a call that was approved has the id of the question, also without the prompt at hand",
    correct: takeIdOfQuestion,
  },
  "openai-mcp-tool-approval.4, whole": {
    reason: "so it has here",
    correct: takeIdOfQuestion,
  },
};

/** What an answer is made of, and what of it the next request holds. */
interface Reading {
  answer: Answer;
  next: object[];
}

type Correct = (theirs: Reading, sample: Sample) => void;

function takeIdOfQuestion({ answer }: Reading, { body }: Sample): void {
  const id = /mcpr_\w+/.exec(body)?.[0] ?? "";
  for (const call of [...answer.vendorCalls, ...answer.vendorResults]) call.id = id;
}

function readWholeText(frame: unknown): string[] {
  if (!isObject(frame) || frame["type"] !== "response.output_text.done") return [];
  return [textOf(frame["text"]) ?? ""];
}

async function readOurs(sample: Sample, splitEvery?: number): Promise<ChatEvent[]> {
  const client = new CometAPIClient({
    apiKey: "sk-recording",
    api: "responses",
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
    createdAtMs: metadata?.createdAtMs,
    text: choice.text,
    reasoning: choice.content
      .filter((part) => part.type === "reasoning" && part.text !== "")
      .map((part) => ("text" in part ? part.text : ""))
      .join("\n\n"),
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
      toolResult === undefined
        ? []
        : [{ id: toolResult.id, name: toolResult.name, result: toolResult.result }],
    ),
    citations: choice.citations.flatMap(({ url, title, startIndex, endIndex }) =>
      url === undefined ? [] : [{ url, title, startIndex, endIndex }],
    ),
    finishReason: choice.finishReason,
    usage: {
      inputTokens: usage?.inputTokens.total,
      cacheRead: usage?.inputTokens.cacheRead,
      outputTokens: usage?.outputTokens.total,
      reasoning: usage?.outputTokens.reasoning,
    },
  };
}

async function writeOurNextInput(events: ChatEvent[]): Promise<object[]> {
  let body: unknown;
  const client = new CometAPIClient({
    apiKey: "sk-recording",
    api: "responses",
    fetch: async (_input, init) => {
      body = typeof init?.body === "string" ? parseJSON(init.body) : undefined;
      return new Response("{}", { status: 400 });
    },
  });
  const content = accumulateChatEvents(events).choices[0]?.content ?? [];
  const stored: ChatRequest["messages"] = JSON.parse(
    JSON.stringify([...request.messages, { role: "assistant", content }]),
  );
  await client.chat({ ...request, messages: stored }).catch(() => undefined);
  return describeNextInput(body);
}

const samples = readRecordings("responses").flatMap((recording) =>
  splitRecording(recording, "response.created"),
);
const answers = samples.filter(({ name }) => !name.startsWith("openai-error"));

describe.skipIf(samples.length === 0)("the traffic in COMETAPI_RECORDINGS", () => {
  it.for(answers)("is read, and goes back, as the official package does: $name", async (sample) => {
    const events = await readOurs(sample);
    const ours = { answer: describeOurs(events), next: await writeOurNextInput(events) };
    const { answer, content } = await readTheirs(sample);
    const theirs = { answer, next: await writeTheirNextInput(content) };
    knownDifferences[sample.name]?.correct(theirs, sample);
    expect(ours).toEqual(theirs);
  });

  it.for(samples.filter(({ isStream }) => isStream))(
    "gives the same in single bytes: $name",
    async (sample) => {
      const attempts = [undefined, 1].map((size) =>
        readOurs(sample, size).then(accumulateChatEvents, String),
      );
      const [whole, split] = await Promise.all(attempts);
      expect(split).toEqual(whole);
    },
  );

  it.for(samples.filter(({ name }) => name.startsWith("openai-error")))(
    "fails where the vendor failed: $name",
    async (sample) => {
      await expect(readOurs(sample)).rejects.toMatchObject({ code: "insufficient-balance" });
    },
  );
});
