import {
  type AnswerReader,
  conversation,
  describeFixtures,
  failureIsThrown,
  type FixtureCall,
  langChainGuesses,
  langChainLosses,
  throughJSON,
} from "@cometapi/testing/answers";
import {
  AIMessage,
  type AIMessageChunk,
  type BaseMessage,
  HumanMessage,
  mapChatMessagesToStoredMessages,
  mapStoredMessagesToChatMessages,
  ToolMessage,
} from "@langchain/core/messages";
import { readAnswer } from "../test/read-answer.ts";
import { ChatCometAPI } from "./chat-model.ts";
import type { ChatCometAPIOptions } from "./chat-settings.ts";

const modelId = "gpt-4o-mini";

type Ask = (model: ChatCometAPI, messages: BaseMessage[]) => Promise<BaseMessage>;

const stream: Ask = async (model, messages) => {
  let whole: AIMessageChunk | undefined;
  for await (const chunk of await model.stream(messages)) {
    whole = whole === undefined ? chunk : whole.concat(chunk);
  }
  if (whole === undefined) throw new Error("Nothing was streamed.");
  return whole;
};
const streamEvents: Ask = async (model, messages) => model.streamEvents(messages);
const invoke: Ask = (model, messages) => model.invoke(messages);

describeFixtures([
  createReader("LangChain, stream", stream),
  createReader("LangChain, streamEvents", streamEvents),
  createReader("LangChain, invoke of a streaming model", invoke, { streaming: true }),
  {
    ...createReader("LangChain, invoke", invoke),
    isStream: false,
    losses: [...langChainLosses, failureIsThrown],
  },
]);

/** A way of asking LangChain for a stream. */
function createReader(name: string, ask: Ask, options: ChatCometAPIOptions = {}): AnswerReader {
  const question = new HumanMessage(conversation.question);
  const createModel = ({ api, fetch }: FixtureCall): ChatCometAPI =>
    new ChatCometAPI(modelId, {
      apiKey: "sk-fixture-key",
      maxRetries: 0,
      api,
      fetch,
      ...options,
    });
  return {
    name,
    isStream: true,
    apis: ["chat", "responses", "messages", "gemini"],
    losses: [...langChainLosses, ...langChainGuesses(modelId)],
    read: (call) => readAnswer(() => ask(createModel(call), [question])),
    sendBack: async (call) => {
      const model = createModel(call);
      const answer = await ask(model, [question]);
      await ask(model, [question, ...store([answer]), ...createNextMessages(answer)]);
    },
  };
}

/** Messages after they were stored as JSON. */
function store(messages: BaseMessage[]): BaseMessage[] {
  return mapStoredMessagesToChatMessages(throughJSON(mapChatMessagesToStoredMessages(messages)));
}

function createNextMessages(answer: BaseMessage): BaseMessage[] {
  const calls = AIMessage.isInstance(answer) ? (answer.tool_calls ?? []) : [];
  if (calls.length === 0) return [new HumanMessage(conversation.nextQuestion)];
  return calls.map(
    ({ id = "" }) => new ToolMessage({ content: conversation.toolResult, tool_call_id: id }),
  );
}
