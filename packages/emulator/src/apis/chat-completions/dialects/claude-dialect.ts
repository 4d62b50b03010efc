import type { Answer, AnswerPart } from "../../../engine/answer.ts";
import type { JsonObject } from "../../../engine/conversation.ts";
import { splitPieces } from "../../../engine/split-pieces.ts";
import { splitText } from "../../../engine/split-text.ts";
import type { TextReply } from "../../text-api.ts";
import type { ChatBody } from "../chat-body.ts";
import type { ChatDialect } from "./chat-dialect.ts";
import { encodeToolCalls, finishReasons } from "./common-fields.ts";
import { encodeReasoning } from "./reasoning-fields.ts";

/**
 * Claude's messages as the relay rewrites them: calls are numbered by their block, a signature becomes a line feed of
 * reasoning, citations and searches are lost, and of a whole answer only the last text and the last thought are left.
 * Source: new-api, to_oai_chat_resp.go and relay-claude.go at afe16c64.
 */
export const claudeDialect: ChatDialect = {
  createId: (random) => `msg_${random.text(24)}`,
  encodeMessage,
  listDeltas,
  // The relay passes unknown reasons on.
  mapFinishReason: (finish) => (finish === "pause" ? "pause_turn" : finishReasons[finish]),
  encodeUsage,
};

function encodeMessage({ parts }: Answer, { model }: TextReply<ChatBody>): JsonObject {
  const thought = parts.findLast((part) => part.kind === "thought" && part.isRedacted !== true);
  const text = parts.findLast((part) => part.kind === "text" || part.kind === "refusal");
  const calls = parts.filter((part) => part.kind === "call");
  return {
    role: "assistant",
    content: text?.text ?? null,
    ...encodeReasoning(
      thought?.kind === "thought" ? thought.text : "",
      model.manners.reasoningForm,
    ),
    ...encodeToolCalls(calls),
  };
}

function* listDeltas({ parts }: Answer, reply: TextReply<ChatBody>): Generator<JsonObject> {
  yield { role: "assistant", content: "" };
  // A search is two of Anthropic's blocks: the request and its results.
  let index = 0;
  for (const part of parts) {
    yield* listBlockDeltas(part, index, reply);
    index += part.kind === "search" ? 2 : 1;
  }
}

function* listBlockDeltas(
  part: AnswerPart,
  index: number,
  { model }: TextReply<ChatBody>,
): Generator<JsonObject> {
  switch (part.kind) {
    case "thought": {
      const { reasoningForm } = model.manners;
      yield {};
      if (part.isRedacted === true) return;
      for (const piece of splitPieces(part.text)) yield encodeReasoning(piece, reasoningForm);
      yield encodeReasoning("\n", reasoningForm);
      return;
    }
    case "text":
    case "refusal": {
      yield { content: "" };
      const pieces = part.kind === "text" ? splitText(part) : splitPieces(part.text);
      for (const content of pieces) yield { content };
      return;
    }
    case "search": {
      yield {};
      yield {};
      return;
    }
    case "call": {
      const opening = { name: part.name, arguments: "" };
      yield { tool_calls: [{ index, id: part.id, type: "function", function: opening }] };
      // A call without arguments has no fragments at all.
      if (part.arguments === "{}") return;
      for (const piece of splitPieces(part.arguments)) {
        yield { tool_calls: [{ index, type: "function", function: { arguments: piece } }] };
      }
      return;
    }
    // Claude makes no images.
    case "image": {
      return;
    }
  }
}

/** Token counts as OpenAI defines them, with the relay's fields for Anthropic's counts. */
function encodeUsage({ usage }: Answer): JsonObject {
  const { inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens } = usage;
  const written = cacheWriteTokens.fiveMinutes + cacheWriteTokens.oneHour;
  return {
    prompt_tokens: inputTokens,
    completion_tokens: outputTokens,
    total_tokens: inputTokens + outputTokens,
    prompt_tokens_details: {
      cached_tokens: cacheReadTokens,
      cached_creation_tokens: written,
      cache_write_tokens: written,
      text_tokens: 0,
      audio_tokens: 0,
      image_tokens: 0,
    },
    completion_tokens_details: { text_tokens: 0, audio_tokens: 0, reasoning_tokens: 0 },
    input_tokens: inputTokens,
    output_tokens: 0,
    input_tokens_details: null,
    claude_cache_creation_5_m_tokens: cacheWriteTokens.fiveMinutes,
    claude_cache_creation_1_h_tokens: cacheWriteTokens.oneHour,
    usage_semantic: "openai",
    usage_source: "anthropic",
    billing_usage: {},
  };
}
