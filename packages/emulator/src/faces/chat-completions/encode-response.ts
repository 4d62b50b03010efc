import type { ReasoningForm } from "../../catalogue/model-manners.ts";
import type { Answer } from "../../engine/answer.ts";
import type { TextReply } from "../text-face.ts";
import type { ChatBody } from "./chat-body.ts";

/** What every answer of the emulator says in `system_fingerprint`. */
export const systemFingerprint = "fp_cometapi_emulator";

/** An answer as a chat completion. */
export function encodeChatResponse(answer: Answer, reply: TextReply<ChatBody>): unknown {
  const { body } = reply.request;
  const choices = Array.from({ length: body.n ?? 1 }, (_choice, index) => ({
    index,
    message: encodeMessage(answer, resolveReasoningForm(reply)),
    logprobs: null,
    finish_reason: mapFinishReason(answer.finish),
  }));
  return {
    id: `chatcmpl-${reply.random.text(28)}`,
    object: "chat.completion",
    created: Math.floor(reply.nowMs / 1000),
    model: reply.modelName,
    choices,
    usage: encodeUsage(answer, reply),
    system_fingerprint: systemFingerprint,
    service_tier: "default",
  };
}

function encodeMessage(answer: Answer, form: ReasoningForm): Record<string, unknown> {
  const content =
    form === "think-tags" ? wrapThoughts(answer.reasoning) + answer.text : answer.text;
  return {
    role: "assistant",
    content: content === "" ? null : content,
    refusal: null,
    annotations: [],
    ...encodeReasoning(answer.reasoning, form),
    ...(answer.toolCalls.length === 0
      ? {}
      : {
          tool_calls: answer.toolCalls.map((call) => ({
            id: call.id,
            type: "function",
            function: { name: call.name, arguments: call.arguments },
          })),
        }),
  };
}

/** Where this answer's thoughts come: hidden ones are shown once the caller asked for an effort. */
export function resolveReasoningForm({ model, request }: TextReply<ChatBody>): ReasoningForm {
  const { reasoningForm } = model.manners;
  const isAskedFor = (request.body.reasoning_effort ?? null) !== null;
  return reasoningForm === "hidden" && isAskedFor ? "reasoning_content" : reasoningForm;
}

/** The fields of a message or delta that carry thoughts. */
export function encodeReasoning(reasoning: string, form: ReasoningForm): Record<string, string> {
  if (reasoning === "") return {};
  switch (form) {
    case "reasoning_content": {
      return { reasoning_content: reasoning };
    }
    case "reasoning": {
      return { reasoning };
    }
    case "both-fields": {
      return { reasoning_content: reasoning, reasoning };
    }
    case "hidden":
    case "think-tags": {
      return {};
    }
  }
}

/** Thoughts as the gateway wraps them into the content of an answer. */
export function wrapThoughts(reasoning: string): string {
  return reasoning === "" ? "" : `<think>\n${reasoning}\n</think>\n`;
}

/** Why a chat completion ended. */
export function mapFinishReason(finish: Answer["finish"]): string {
  return finish === "tool-calls"
    ? "tool_calls"
    : finish === "content-filter"
      ? "content_filter"
      : finish;
}

/** Token counts, with the extra fields that were seen on CometAPI. */
export function encodeUsage({ usage }: Answer, { model }: TextReply<ChatBody>): unknown {
  return {
    prompt_tokens: usage.inputTokens,
    completion_tokens: usage.outputTokens,
    total_tokens: usage.inputTokens + usage.outputTokens,
    prompt_tokens_details: { cached_tokens: usage.cacheReadTokens, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: usage.reasoningTokens,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
    ...(model.row.provider === "Anthropic"
      ? { claude_cache_creation_5_m_tokens: 0, claude_cache_creation_1_h_tokens: 0 }
      : { latency_checkpoint: {} }),
  };
}
