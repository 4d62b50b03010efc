import { APICallError } from "@ai-sdk/provider";
import {
  type ContractAdapter,
  type ContractAnswer,
  type ContractCall,
  describeOnAllServers,
} from "@cometapi/testing/contract";
import { generateText, isStepCount, jsonSchema, streamText, tool, type ToolSet } from "ai";
import { checkOrder } from "../test/check-order.ts";
import { createCometAPI } from "./provider.ts";

const adapter: ContractAdapter = {
  name: "the AI SDK provider",
  generate: async (call) => toAnswer(await generateText(settingsOf(call))),
  async *stream(call) {
    // Leaving the loop does not end `streamText`, which reads on for its other results.
    const leaving = new AbortController();
    const signals = [leaving.signal, ...(call.signal === undefined ? [] : [call.signal])];
    const abortSignal = AbortSignal.any(signals);
    const result = streamText({ ...settingsOf(call), abortSignal, onError: () => {} });
    try {
      for await (const part of result.fullStream) {
        if (part.type === "error") throw part.error;
        if (part.type === "text-delta") yield { type: "text", text: part.text };
        if (part.type === "tool-call") {
          yield { type: "tool-call", id: part.toolCallId, name: part.toolName, input: part.input };
        }
        if (part.type === "finish-step") {
          yield { type: "end", model: part.response.modelId, usage: countsOf(part.usage) };
        }
      }
    } finally {
      leaving.abort();
    }
  },
  runTools: async (call) =>
    toAnswer(
      await generateText({
        ...settingsOf(call),
        tools: toolsOf(call, { areRun: true }),
        stopWhen: isStepCount(5),
      }),
    ),
  readError: (error) => {
    if (!APICallError.isInstance(error)) return { status: undefined, requestId: undefined };
    const { data } = error;
    const isOurs = typeof data === "object" && data !== null && "requestId" in data;
    const requestId = isOurs && typeof data.requestId === "string" ? data.requestId : undefined;
    return { status: error.statusCode, requestId };
  },
};

describeOnAllServers(adapter);

function settingsOf(call: ContractCall) {
  const { baseURL, apiKey, api, model, system, prompt, signal } = call;
  return {
    model: checkOrder(createCometAPI({ baseURL, apiKey, api })(model)),
    tools: toolsOf(call, { areRun: false }),
    prompt,
    maxRetries: 0,
    ...(system === undefined ? {} : { instructions: system }),
    ...(signal === undefined ? {} : { abortSignal: signal }),
  };
}

function toolsOf({ tools = [] }: ContractCall, { areRun }: { areRun: boolean }): ToolSet {
  return Object.fromEntries(
    tools.map(({ name, description, parameters, execute }) => {
      const inputSchema = jsonSchema<Record<string, string>>(parameters);
      const offered = { description, inputSchema };
      return [name, areRun ? tool({ ...offered, execute }) : tool(offered)];
    }),
  );
}

function toAnswer(
  result: Pick<
    Awaited<ReturnType<typeof generateText>>,
    "text" | "toolCalls" | "response" | "usage"
  >,
): ContractAnswer {
  return {
    text: result.text,
    toolCalls: result.toolCalls.map(({ toolCallId, toolName, input }) => ({
      id: toolCallId,
      name: toolName,
      input,
    })),
    model: result.response.modelId,
    usage: countsOf(result.usage),
  };
}

function countsOf({
  inputTokens,
  outputTokens,
}: {
  inputTokens: number | undefined;
  outputTokens: number | undefined;
}): ContractAnswer["usage"] {
  return { inputTokens, outputTokens };
}
