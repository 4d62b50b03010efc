import { CometAPIError } from "@cometapi/core";
import { type Budget, createBudget } from "@cometapi/core/money";
import { describeMoneyContract, type MoneyContractCall } from "@cometapi/testing/contract";
import type { AIMessageChunk } from "@langchain/core/messages";
import { ChatCometAPI } from "./chat-model.ts";

function toModel({ settings, maxRetries }: MoneyContractCall<Budget>): ChatCometAPI {
  return new ChatCometAPI({ ...settings, model: "priced", maxTokens: 2000, maxRetries });
}

function toAnswer({ text, response_metadata: { warnings, charge } }: AIMessageChunk) {
  return { text, warnings, charge };
}

describeMoneyContract<Budget>({
  name: "LangChain",
  createBudget: (maxUSD) => createBudget({ maxUSD }),
  ask: async (call) => toAnswer(await toModel(call).invoke("Hi", { tag: call.tag })),
  stream: async (call) => {
    const [first, ...rest] = await Array.fromAsync(
      await toModel(call).stream("Hi", { tag: call.tag }),
    );
    if (first === undefined) throw new Error("no chunk");
    return toAnswer(rest.reduce((whole, chunk) => whole.concat(chunk), first));
  },
  leave: async (call) => {
    for await (const _ of await toModel(call).stream("Hi")) break;
  },
  readCode: (error) => (CometAPIError.isInstance(error) ? error.code : error),
});
