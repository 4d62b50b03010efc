import type { ChatRequest } from "../../chat-request.ts";
import type { ReducedRequest, RefusablePart } from "../chat-api.ts";
import { createFormatInstruction, withInstruction } from "./format-instruction.ts";

/**
 * The format `json-object` for a conversation in which nobody says JSON. OpenAI, DeepSeek and Alibaba refuse it, because
 * their models would go on writing blanks. An instruction says it instead.
 */
export const missingJSONWord: RefusablePart = {
  refusal: /must contain the word ['"]?json/i,
  remove: withJSONWord,
};

function withJSONWord(request: ChatRequest): ReducedRequest | undefined {
  const { messages, responseFormat } = request;
  if (responseFormat?.type !== "json-object") return undefined;
  const instruction = createFormatInstruction(responseFormat);
  if (JSON.stringify(messages).includes(instruction)) return undefined;
  return {
    request: { ...request, messages: withInstruction(messages, instruction) },
    warning: {
      option: "responseFormat",
      action: "changed",
      message:
        "The server takes this format only if a message says JSON, so an instruction said it.",
    },
  };
}
