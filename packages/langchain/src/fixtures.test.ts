import {
  type AnswerReader,
  describeFixtures,
  failureIsThrown,
  langChainLosses,
  langChainStreamLosses,
} from "@cometapi/testing/answers";
import type { AIMessageChunk, BaseMessage } from "@langchain/core/messages";
import { readAnswer } from "../test/read-answer.ts";
import { ChatCometAPI } from "./chat-model.ts";
import type { ChatCometAPIOptions } from "./chat-settings.ts";

describeFixtures([
  createReader("LangChain, stream", async (model) => {
    let whole: AIMessageChunk | undefined;
    for await (const chunk of await model.stream("Hi")) {
      whole = whole === undefined ? chunk : whole.concat(chunk);
    }
    if (whole === undefined) throw new Error("Nothing was streamed.");
    return whole;
  }),
  createReader("LangChain, streamEvents", async (model) => model.streamEvents("Hi")),
  createReader("LangChain, invoke of a streaming model", (model) => model.invoke("Hi"), {
    streaming: true,
  }),
  {
    ...createReader("LangChain, invoke", (model) => model.invoke("Hi")),
    isStream: false,
    losses: [...langChainLosses, failureIsThrown],
  },
]);

/** A way of asking LangChain for a stream. */
function createReader(
  name: string,
  ask: (model: ChatCometAPI) => Promise<BaseMessage>,
  options: ChatCometAPIOptions = {},
): AnswerReader {
  return {
    name,
    isStream: true,
    apis: ["chat"],
    losses: langChainStreamLosses,
    read: ({ fetch }) =>
      readAnswer(() =>
        ask(
          new ChatCometAPI("gpt-4o-mini", {
            apiKey: "sk-fixture-key",
            maxRetries: 0,
            fetch,
            ...options,
          }),
        ),
      ),
  };
}
