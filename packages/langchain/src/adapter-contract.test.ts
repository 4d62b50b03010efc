import { CometAPIError } from "@cometapi/core";
import {
  type ContractAdapter,
  type ContractAnswer,
  type ContractCall,
  type ContractPart,
  type ContractTool,
  describeOnAllServers,
} from "@cometapi/testing/contract";
import {
  AIMessage,
  type AIMessageChunk,
  type BaseMessage,
  type StandardMessageStructure,
} from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";
import { createAgent } from "langchain";
import { ChatCometAPI } from "./chat-model.ts";
import type { ChatCometAPICallOptions } from "./chat-call-options.ts";

const adapter: ContractAdapter = {
  name: "LangChain",
  async generate(call) {
    return toAnswer(await bind(call).invoke(messagesOf(call), optionsOf(call)));
  },
  async *stream(call) {
    let whole: AIMessageChunk | undefined;
    for await (const chunk of await bind(call).stream(messagesOf(call), optionsOf(call))) {
      if (chunk.text !== "") yield { type: "text", text: chunk.text };
      whole = whole === undefined ? chunk : whole.concat(chunk);
    }
    if (whole === undefined) throw new Error("Nothing was streamed.");
    const { toolCalls, model, usage } = toAnswer(whole);
    for (const made of toolCalls) yield { type: "tool-call", ...made } satisfies ContractPart;
    yield { type: "end", model, usage };
  },
  async runTools(call) {
    const agent = createAgent({ model: createModel(call), tools: call.tools?.map(toTool) ?? [] });
    const { messages } = await agent.invoke({ messages: messagesOf(call) }, optionsOf(call));
    const last: BaseMessage | undefined = messages.at(-1);
    if (!AIMessage.isInstance(last)) throw new Error("The agent did not answer.");
    return toAnswer(last);
  },
  readError: (error) =>
    CometAPIError.isInstance(error)
      ? { status: error.status, requestId: error.requestId }
      : { status: undefined, requestId: undefined },
};

describeOnAllServers(adapter);

function createModel({ model, api, apiKey, baseURL }: ContractCall): ChatCometAPI {
  return new ChatCometAPI(model, { api, apiKey, baseURL, maxRetries: 0 });
}

function bind(call: ContractCall): Pick<ChatCometAPI, "invoke" | "stream"> {
  const model = createModel(call);
  return call.tools === undefined ? model : model.bindTools(call.tools.map(toTool));
}

function messagesOf({ system, prompt }: ContractCall): [string, string][] {
  return [
    ...(system === undefined ? [] : [["system", system] as [string, string]]),
    ["human", prompt],
  ];
}

function optionsOf({ signal }: ContractCall): Partial<ChatCometAPICallOptions> {
  return signal === undefined ? {} : { signal };
}

function toTool({ name, description, parameters, execute }: ContractTool) {
  return tool((input: Record<string, string>) => execute(input), {
    name,
    description,
    schema: parameters,
  });
}

function toAnswer(
  message: AIMessage<StandardMessageStructure> | AIMessageChunk<StandardMessageStructure>,
): ContractAnswer {
  const { usage_metadata: usage } = message;
  const model: unknown = message.response_metadata["model_name"];
  return {
    text: message.text,
    toolCalls: (message.tool_calls ?? []).map(({ id = "", name, args }) => ({
      id,
      name,
      input: args,
    })),
    model: typeof model === "string" ? model : undefined,
    usage:
      usage === undefined
        ? undefined
        : { inputTokens: usage.input_tokens, outputTokens: usage.output_tokens },
  };
}
