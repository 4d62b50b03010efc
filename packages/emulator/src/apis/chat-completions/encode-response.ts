import type { Answer } from "../../engine/answer.ts";
import type { TextReply } from "../text-api.ts";
import type { ChatBody } from "./chat-body.ts";
import { chooseDialect } from "./dialects/choose-dialect.ts";

/** What every answer of the emulator says in `system_fingerprint`. */
export const systemFingerprint = "fp_cometapi_emulator";

/** An answer as a chat completion. */
export function encodeChatResponse(answer: Answer, reply: TextReply<ChatBody>): unknown {
  const { body } = reply.request;
  const dialect = chooseDialect(reply.model.row.provider);
  const choices = Array.from({ length: body.n ?? 1 }, (_choice, index) => ({
    index,
    message: dialect.encodeMessage(answer, reply),
    logprobs: null,
    finish_reason: dialect.mapFinishReason(answer.finish),
  }));
  return {
    id: dialect.createId(reply.random),
    object: "chat.completion",
    created: Math.floor(reply.nowMs / 1000),
    model: reply.modelName,
    choices,
    usage: dialect.encodeUsage(answer),
    system_fingerprint: systemFingerprint,
    service_tier: "default",
  };
}
