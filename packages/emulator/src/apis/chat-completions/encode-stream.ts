import type { Answer } from "../../engine/answer.ts";
import type { JsonObject } from "../../engine/conversation.ts";
import { createDataFrame, type TextReply } from "../text-api.ts";
import type { ChatBody } from "./chat-body.ts";
import { chooseDialect } from "./dialects/choose-dialect.ts";
import { systemFingerprint } from "./encode-response.ts";

/** An answer as the chunks of a chat completion, ended by `[DONE]`. */
export function* encodeChatStream(answer: Answer, reply: TextReply<ChatBody>): Generator<string> {
  const { body } = reply.request;
  const { provider } = reply.model.row;
  const isOpenAI = provider === "OpenAI";
  const dialect = chooseDialect(provider);
  const frame = {
    id: dialect.createId(reply.random),
    object: "chat.completion.chunk",
    created: Math.floor(reply.nowMs / 1000),
    model: reply.modelName,
    system_fingerprint: systemFingerprint,
  };
  const includesUsage = body.stream_options?.include_usage !== false;
  const encodeChunk = (
    index: number,
    delta: JsonObject | null,
    finishReason: string | null,
  ): string =>
    createDataFrame({
      ...frame,
      choices: [{ index, delta, logprobs: null, finish_reason: finishReason }],
      ...(includesUsage ? { usage: null } : {}),
      ...(isOpenAI ? { obfuscation: reply.random.text(8) } : {}),
    });

  yield ": PING\n\n";
  for (let index = 0; index < (body.n ?? 1); index += 1) {
    for (const delta of dialect.listDeltas(answer, reply)) yield encodeChunk(index, delta, null);
    // Seen on CometAPI: a chunk whose delta is null. It crashed a client that had not expected it.
    if (isOpenAI) yield encodeChunk(index, null, null);
    yield encodeChunk(index, {}, dialect.mapFinishReason(answer.finish));
  }
  // The relay sends it unless the request says `include_usage: false`.
  if (includesUsage) {
    yield createDataFrame({ ...frame, choices: [], usage: dialect.encodeUsage(answer) });
  }
  yield "data: [DONE]\n\n";
}
