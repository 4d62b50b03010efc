import {
  type ContractAdapter,
  type ContractAnswer,
  type ContractCall,
  type ContractTool,
  describeOnAllServers,
} from "@cometapi/testing/contract";
import type { BaseTool, BaseToolWithCall, ChatMessage } from "@llamaindex/core/llms";
import { extractText } from "@llamaindex/core/utils";
import { agent } from "@llamaindex/workflow";
import { type CometAPI, CometAPIError, cometapi, type CometAPIMessageOptions } from "./index.ts";

const adapter: ContractAdapter = {
  name: "LlamaIndex",
  async generate(call) {
    const { message } = await createLLM(call).chat(paramsOf(call));
    const { toolCall = [] } = message.options ?? {};
    return { text: extractText(message.content), toolCalls: toolCall, ...endOf(message.options) };
  },
  async *stream(call) {
    let last: CometAPIMessageOptions | undefined;
    for await (const chunk of await createLLM(call).chat({ ...paramsOf(call), stream: true })) {
      last = chunk.options;
      if (chunk.delta !== "") yield { type: "text", text: chunk.delta };
      for (const { id, name, input } of last?.toolCall ?? []) {
        yield { type: "tool-call", id, name, input };
      }
    }
    yield { type: "end", ...endOf(last) };
  },
  async runTools(call) {
    const tools = call.tools?.map(toTool) ?? [];
    const assistant = agent({ llm: createLLM(call), tools, systemPrompt: call.system ?? "" });
    const { data } = await assistant.run(call.prompt);
    return {
      text: extractText(data.message.content),
      toolCalls: [],
      model: undefined,
      usage: undefined,
    };
  },
  readError: (error) =>
    CometAPIError.isInstance(error)
      ? { status: error.status, requestId: error.requestId }
      : { status: undefined, requestId: undefined },
};

describeOnAllServers(adapter);

function createLLM({ model, api, apiKey, baseURL, signal }: ContractCall): CometAPI {
  return cometapi({ model, api, apiKey, baseURL, signal, maxRetries: 0 });
}

function paramsOf(call: ContractCall): { messages: ChatMessage[]; tools?: BaseTool[] } {
  const { system, prompt, tools } = call;
  const messages: ChatMessage[] = [{ role: "user", content: prompt }];
  if (system !== undefined) messages.unshift({ role: "system", content: system });
  return { messages, ...(tools !== undefined && { tools: tools.map(toTool) }) };
}

function toTool({ name, description, parameters, execute }: ContractTool): BaseToolWithCall {
  return { metadata: { name, description, parameters }, call: execute };
}

function endOf(options: CometAPIMessageOptions = {}): Pick<ContractAnswer, "model" | "usage"> {
  const { model, usage } = options;
  return {
    model,
    usage: usage && {
      inputTokens: usage.inputTokens.total,
      outputTokens: usage.outputTokens.total,
    },
  };
}
