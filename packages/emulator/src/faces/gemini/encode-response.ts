import type { Answer } from "../../engine/answer.ts";
import { isJsonObject, type JsonObject } from "../../engine/conversation.ts";
import { signCall } from "../../signing/sign-call.ts";
import type { TextReply } from "../text-face.ts";
import type { GeminiCall } from "./parse-request.ts";

/** An answer as a `GenerateContentResponse`. */
export function encodeGeminiResponse(answer: Answer, reply: TextReply<GeminiCall>): unknown {
  const { candidateCount } = reply.request.body.body.generationConfig ?? {};
  return {
    candidates: Array.from({ length: candidateCount ?? 1 }, (_candidate, index) => ({
      content: { parts: encodeParts(answer, reply), role: "model" },
      finishReason: mapFinishReason(answer),
      index,
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

function encodeParts(answer: Answer, reply: TextReply<GeminiCall>): JsonObject[] {
  const signature = encodeSignature(answer);
  const calls = encodeCallParts(answer, reply);
  return [
    ...(showsThoughts(reply) && answer.reasoning !== ""
      ? [{ text: answer.reasoning, thought: true }]
      : []),
    ...(answer.text === ""
      ? []
      : [{ text: answer.text, ...(calls.length === 0 ? signature : {}) }]),
    ...calls,
    ...encodeImageParts(answer),
  ];
}

/** The calls of an answer; the first is signed after thoughts, and always where the model wants signatures back. */
export function encodeCallParts(answer: Answer, { model }: TextReply<GeminiCall>): JsonObject[] {
  const signature = model.manners.wantsSignedCalls
    ? { thoughtSignature: signCall(answer.reasoning) }
    : encodeSignature(answer);
  return answer.toolCalls.map((call, index) => ({
    functionCall: { name: call.name, args: parseArguments(call.arguments) },
    ...(index === 0 ? signature : {}),
  }));
}

/** The images of an answer. */
export function encodeImageParts(answer: Answer): JsonObject[] {
  return (answer.images ?? []).map(({ mediaType, base64 }) => ({
    inlineData: { mimeType: mediaType, data: base64 },
  }));
}

/** The signature of the thoughts behind a part; none where nothing was thought. */
export function encodeSignature({ reasoning }: Answer): JsonObject {
  return reasoning === "" ? {} : { thoughtSignature: signCall(reasoning) };
}

/** Whether the caller asked to see thoughts. */
export function showsThoughts({ request }: TextReply<GeminiCall>): boolean {
  return request.body.body.generationConfig?.thinkingConfig?.includeThoughts === true;
}

/** Why a candidate ended. */
export function mapFinishReason({ finish }: Answer): string {
  if (finish === "length") return "MAX_TOKENS";
  return finish === "content-filter" ? "SAFETY" : "STOP";
}

function parseArguments(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : {};
  } catch {
    return {};
  }
}
