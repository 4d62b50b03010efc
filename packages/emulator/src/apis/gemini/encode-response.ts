import type { Answer } from "../../engine/answer.ts";
import type { JsonObject } from "../../engine/conversation.ts";
import type { TextReply } from "../text-api.ts";
import { encodeGrounding } from "./encode-grounding.ts";
import { joinPieces, listParts } from "./list-parts.ts";
import type { GeminiCall } from "./parse-request.ts";

/** An answer as a `GenerateContentResponse`. */
export function encodeGeminiResponse(answer: Answer, reply: TextReply<GeminiCall>): unknown {
  const { candidateCount } = reply.request.body.body.generationConfig ?? {};
  const parts = listParts(answer, reply).map((pieces) => joinPieces(pieces));
  return {
    candidates: Array.from({ length: candidateCount ?? 1 }, (_candidate, index) => ({
      content: { parts, role: "model" },
      finishReason: mapFinishReason(answer),
      index,
      ...encodeGrounding(answer),
    })),
    ...encodeEnvelope(answer, reply, reply.random.text(23)),
  };
}

/** What every chunk says beside its candidates. */
export function encodeEnvelope(
  answer: Answer,
  reply: TextReply<GeminiCall>,
  responseId: string,
): JsonObject {
  const { usage } = answer;
  return {
    usageMetadata: {
      promptTokenCount: usage.inputTokens,
      candidatesTokenCount: usage.outputTokens - usage.reasoningTokens,
      totalTokenCount: usage.inputTokens + usage.outputTokens,
      promptTokensDetails: [{ modality: "TEXT", tokenCount: usage.inputTokens }],
      ...(usage.reasoningTokens === 0 ? {} : { thoughtsTokenCount: usage.reasoningTokens }),
      ...(usage.cacheReadTokens === 0 ? {} : { cachedContentTokenCount: usage.cacheReadTokens }),
    },
    modelVersion: reply.modelName,
    responseId,
  };
}

/** Why a candidate ended. */
export function mapFinishReason({ finish, parts }: Answer): string {
  if (parts.some((part) => part.kind === "refusal")) return "SAFETY";
  if (finish === "length") return "MAX_TOKENS";
  return finish === "content-filter" ? "SAFETY" : "STOP";
}
