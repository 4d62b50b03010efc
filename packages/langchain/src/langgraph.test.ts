import { useEmulator } from "@cometapi/testing/emulated";
import { AIMessage, AIMessageChunk, HumanMessage } from "@langchain/core/messages";
import { END, MessagesAnnotation, START, StateGraph } from "@langchain/langgraph";
import { describe, expect, it } from "vitest";
import { ChatCometAPI } from "./chat-model.ts";

describe("a LangGraph graph", () => {
  const emulator = useEmulator({ tokenDelayMs: 1 });

  function createGraph(options = {}) {
    const model = new ChatCometAPI("gpt-4o-mini", {
      apiKey: "sk-any-key-1",
      baseURL: emulator.url,
      ...options,
    });
    return new StateGraph(MessagesAnnotation)
      .addNode("model", async ({ messages }) => ({ messages: [await model.invoke(messages)] }))
      .addEdge(START, "model")
      .addEdge("model", END)
      .compile();
  }
  const input = { messages: [new HumanMessage("Count to 5")] };

  it("streams the tokens of an invoke in its node, with the node's name", async () => {
    const texts: string[] = [];
    const stream = await createGraph().stream(input, { streamMode: "messages" });
    for await (const [message, metadata] of stream) {
      expect(message).toBeInstanceOf(AIMessageChunk);
      expect(metadata).toMatchObject({ langgraph_node: "model", ls_provider: "cometapi" });
      texts.push(message.text);
    }
    expect(texts.length).toBeGreaterThan(2);
    expect(texts.join("")).toContain("5");
  });

  it("keeps the whole answer in its state, usage and served model included", async () => {
    const { messages } = await createGraph().invoke(input);
    const answer = messages.at(-1);
    expect(AIMessage.isInstance(answer)).toBe(true);
    expect(answer).toMatchObject({
      usage_metadata: { total_tokens: expect.any(Number) },
      response_metadata: { model_provider: "cometapi", finish_reason: "stop" },
    });
  });

  it("does not stream a model that must not", async () => {
    const messages: unknown[] = [];
    const graph = createGraph({ disableStreaming: true });
    for await (const [message] of await graph.stream(input, { streamMode: "messages" })) {
      messages.push(message);
    }
    expect(messages).toHaveLength(1);
  });
});
