import type { Answer } from "../../../engine/answer.ts";
import type { JsonObject } from "../../../engine/conversation.ts";
import { readAnswer } from "../../../engine/read-answer.ts";
import { splitPieces } from "../../../engine/split-pieces.ts";
import { splitText } from "../../../engine/split-text.ts";
import type { TextReply } from "../../text-api.ts";
import type { ChatBody } from "../chat-body.ts";
import type { ChatDialect } from "./chat-dialect.ts";
import { encodeToolCalls, finishReasons } from "./common-fields.ts";

/**
 * Gemini's answers as the relay rewrites them: calls come whole, their arguments in a chunk of their own, images are
 * Markdown, thoughts come only to those who asked for them in Google's own field, and grounding is lost. Source:
 * new-api, to_oai_chat_resp.go and relay-gemini.go at afe16c64.
 */
export const geminiDialect: ChatDialect = {
  createId: (random) => `chatcmpl-${random.text(28)}`,
  encodeMessage,
  listDeltas,
  mapFinishReason: (finish) => finishReasons[finish],
  encodeUsage,
};

function encodeMessage(answer: Answer, reply: TextReply<ChatBody>): JsonObject {
  const { toolCalls } = readAnswer(answer);
  const thought = answer.parts.findLast((part) => part.kind === "thought");
  const content = listContents(answer)
    .map((pieces) => pieces.join(""))
    .join("");
  return {
    role: "assistant",
    content,
    ...(thought?.kind === "thought" && showsThoughts(reply)
      ? { reasoning_content: thought.text }
      : {}),
    ...encodeToolCalls(toolCalls),
  };
}

function* listDeltas(answer: Answer, reply: TextReply<ChatBody>): Generator<JsonObject> {
  const { reasoning, toolCalls } = readAnswer(answer);
  yield { role: "assistant", content: "" };
  if (showsThoughts(reply)) {
    for (const piece of splitPieces(reasoning)) yield { reasoning_content: piece };
  }
  for (const pieces of listContents(answer)) {
    for (const content of pieces) yield { content };
  }
  if (toolCalls.length === 0) return;
  yield {
    tool_calls: toolCalls.map((call, index) => ({
      index,
      id: call.id,
      type: "function",
      function: { name: call.name, arguments: "" },
    })),
  };
  yield {
    tool_calls: toolCalls.map((call, index) => ({
      index,
      type: "function",
      function: { arguments: call.arguments },
    })),
  };
}

/** The texts of an answer in their pieces; an image is one long piece. */
function listContents({ parts }: Answer): (readonly string[])[] {
  return parts.flatMap((part) => {
    if (part.kind === "text") return [splitText(part)];
    if (part.kind !== "image") return [];
    return [[`![image](data:${part.mediaType};base64,${part.base64})`]];
  });
}

function showsThoughts({ request }: TextReply<ChatBody>): boolean {
  return request.body.extra_body?.google?.thinking_config?.include_thoughts === true;
}

function encodeUsage({ usage }: Answer): JsonObject {
  return {
    prompt_tokens: usage.inputTokens,
    completion_tokens: usage.outputTokens,
    total_tokens: usage.inputTokens + usage.outputTokens,
    prompt_tokens_details: {
      cached_tokens: usage.cacheReadTokens,
      text_tokens: usage.inputTokens,
      audio_tokens: 0,
      image_tokens: 0,
    },
    completion_tokens_details: {
      text_tokens: 0,
      audio_tokens: 0,
      image_tokens: 0,
      reasoning_tokens: usage.reasoningTokens,
    },
  };
}
