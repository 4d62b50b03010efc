import {
  aiSDKLosses,
  conversation,
  createAnswer,
  describeFixtures,
  failureIsThrown,
  type FixtureCall,
  throughJSON,
} from "@cometapi/testing/answers";
import { generateText, jsonSchema, type ModelMessage, streamText, type ToolSet } from "ai";
import { readCallError, readResult, readStreamParts } from "../test/read-answer.ts";
import { readParts } from "../test/read-parts.ts";
import { createCometAPI } from "./provider.ts";

const prompt = [{ role: "user" as const, content: [{ type: "text" as const, text: "Hello?" }] }];

const messages: ModelMessage[] = [{ role: "user", content: conversation.question }];

describeFixtures([
  {
    name: "the AI SDK, streamed",
    isStream: true,
    apis: ["chat", "responses", "messages", "gemini"],
    losses: aiSDKLosses,
    read: async (call) => {
      try {
        const { stream } = await createModel(call).doStream({ prompt });
        return readStreamParts(await readParts(stream));
      } catch (error) {
        return createAnswer({ error: readCallError(error) });
      }
    },
    sendBack: async (call) => {
      const model = createModel(call);
      const answer = streamText({ model, messages, tools });
      const next = createNextMessages((await answer.response).messages);
      await streamText({ model, messages: next, tools }).consumeStream();
    },
  },
  {
    name: "the AI SDK, whole",
    isStream: false,
    apis: ["chat", "responses", "messages", "gemini"],
    losses: [...aiSDKLosses, failureIsThrown],
    read: async (call) => {
      try {
        return readResult(await createModel(call).doGenerate({ prompt }));
      } catch (error) {
        return createAnswer({ error: readCallError(error) });
      }
    },
    sendBack: async (call) => {
      const model = createModel(call);
      const { response } = await generateText({ model, messages, tools });
      await generateText({ model, messages: createNextMessages(response.messages), tools });
    },
  },
]);

/** Tools that the caller runs itself. */
const tools: ToolSet = { weather: { inputSchema: jsonSchema({ type: "object" }) } };

/** A stored conversation, and the next message. */
function createNextMessages(answer: readonly ModelMessage[]): ModelMessage[] {
  const calls = answer.flatMap(({ content }) =>
    typeof content === "string" ? [] : content.filter((part) => part.type === "tool-call"),
  );
  const output = { type: "text" as const, value: conversation.toolResult };
  const results = calls.map(({ toolCallId, toolName }) => ({
    type: "tool-result" as const,
    toolCallId,
    toolName,
    output,
  }));
  return throughJSON([
    ...messages,
    ...answer,
    results.length > 0
      ? { role: "tool" as const, content: results }
      : { role: "user" as const, content: conversation.nextQuestion },
  ]);
}

function createModel({ fetch, api }: FixtureCall) {
  return createCometAPI({ apiKey: "sk-fixture-key", fetch, api })("gpt-5-mini");
}
