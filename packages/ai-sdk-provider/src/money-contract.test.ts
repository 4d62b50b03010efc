import { type Budget, createBudget } from "@cometapi/core/money";
import { describeMoneyContract, type MoneyContractCall } from "@cometapi/testing/contract";
import { generateText, streamText } from "ai";
import { createCometAPI } from "./provider.ts";

function toCall({ settings, maxRetries, tag }: MoneyContractCall<Budget>) {
  return {
    model: createCometAPI(settings)("priced"),
    prompt: "Hi",
    maxOutputTokens: 2000,
    maxRetries,
    providerOptions: { cometapi: tag === undefined ? {} : { tag } },
  };
}

describeMoneyContract<Budget>({
  name: "AI SDK",
  createBudget: (maxUSD) => createBudget({ maxUSD }),
  ask: async (call) => {
    const { text, warnings, providerMetadata } = await generateText(toCall(call));
    return { text, warnings, charge: providerMetadata?.["cometapi"]?.["charge"] };
  },
  stream: async (call) => {
    const { text, warnings, providerMetadata } = streamText(toCall(call));
    const charge = (await providerMetadata)?.["cometapi"]?.["charge"];
    return { text: await text, warnings: await warnings, charge };
  },
  leave: async (call) => {
    const abort = new AbortController();
    const { textStream } = streamText({
      ...toCall(call),
      abortSignal: abort.signal,
      onError: () => undefined,
    });
    for await (const _ of textStream) abort.abort();
  },
  readCode: (error) =>
    error instanceof Error && error.cause instanceof Error && "code" in error.cause
      ? error.cause.code
      : error,
});
