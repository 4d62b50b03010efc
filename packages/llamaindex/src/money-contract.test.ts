import { CometAPIError } from "@cometapi/core";
import { type Budget, createBudget } from "@cometapi/core/money";
import { describeMoneyContract, type MoneyContractCall } from "@cometapi/testing/contract";
import { extractText } from "@llamaindex/core/utils";
import { type CometAPI, cometapi } from "./index.ts";

const messages = [{ role: "user" as const, content: "Hi" }];

function toLLM({ settings, maxRetries }: MoneyContractCall<Budget>): CometAPI {
  return cometapi({ ...settings, model: "priced", maxTokens: 2000, maxRetries });
}

describeMoneyContract<Budget>({
  name: "LlamaIndex",
  createBudget: (maxUSD) => createBudget({ maxUSD }),
  ask: async (call) => {
    const additionalChatOptions = { tag: call.tag };
    const { message } = await toLLM(call).chat({ messages, additionalChatOptions });
    const { usage, warnings } = message.options ?? {};
    return { text: extractText(message.content), warnings, charge: usage?.charge };
  },
  stream: async (call) => {
    const additionalChatOptions = { tag: call.tag };
    const stream = await toLLM(call).chat({ messages, additionalChatOptions, stream: true });
    const chunks = await Array.fromAsync(stream);
    const { usage, warnings } = chunks.at(-1)?.options ?? {};
    return { text: chunks.map(({ delta }) => delta).join(""), warnings, charge: usage?.charge };
  },
  leave: async (call) => {
    for await (const _ of await toLLM(call).chat({ messages, stream: true })) break;
  },
  readCode: (error) => (CometAPIError.isInstance(error) ? error.code : error),
});
