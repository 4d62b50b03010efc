import type { Answer, AnswerPart } from "../../../engine/answer.ts";
import type { JsonObject } from "../../../engine/conversation.ts";
import { readAnswer } from "../../../engine/read-answer.ts";
import { splitPieces } from "../../../engine/split-pieces.ts";
import { splitText } from "../../../engine/split-text.ts";
import type { ReasoningForm } from "../../../manners/model-manners.ts";
import type { TextReply } from "../../text-api.ts";
import type { ChatBody } from "../chat-body.ts";
import type { ChatDialect } from "./chat-dialect.ts";
import { encodeToolCalls, finishReasons } from "./common-fields.ts";
import { encodeReasoning, wrapThoughts } from "./reasoning-fields.ts";

/** Vendors that speak Chat Completions themselves: the relay passes their answers on as they are. */
export const openaiDialect: ChatDialect = {
  createId: (random) => `chatcmpl-${random.text(28)}`,
  encodeMessage,
  listDeltas,
  mapFinishReason: (finish) => finishReasons[finish],
  encodeUsage,
};

function encodeMessage(answer: Answer, reply: TextReply<ChatBody>): JsonObject {
  const form = resolveReasoningForm(reply);
  const { reasoning, text, toolCalls } = readAnswer(answer);
  const content = form === "think-tags" ? wrapThoughts(reasoning) + text : text;
  return {
    role: "assistant",
    content: content === "" ? null : content,
    refusal: readRefusal(answer),
    annotations: listAnnotations(answer),
    ...encodeReasoning(reasoning, form),
    ...encodeToolCalls(toolCalls),
  };
}

function* listDeltas(answer: Answer, reply: TextReply<ChatBody>): Generator<JsonObject> {
  const form = resolveReasoningForm(reply);
  const hasText = answer.parts.some((part) => part.kind === "text");
  yield { role: "assistant", content: hasText ? "" : null, refusal: null };
  let index = 0;
  for (const part of answer.parts) {
    yield* listPartDeltas(part, form, index);
    if (part.kind === "call") index += 1;
  }
  const annotations = listAnnotations(answer);
  if (annotations.length > 0) yield { annotations };
}

function* listPartDeltas(
  part: AnswerPart,
  form: ReasoningForm,
  index: number,
): Generator<JsonObject> {
  switch (part.kind) {
    case "thought": {
      if (form === "think-tags") {
        for (const content of splitPieces(wrapThoughts(part.text))) yield { content };
        return;
      }
      for (const piece of splitPieces(part.text)) {
        const delta = encodeReasoning(piece, form);
        if (Object.keys(delta).length > 0) yield delta;
      }
      return;
    }
    case "text": {
      for (const content of splitText(part)) yield { content };
      return;
    }
    case "refusal": {
      for (const refusal of splitPieces(part.text)) yield { refusal };
      return;
    }
    case "call": {
      const opening = { name: part.name, arguments: "" };
      yield { tool_calls: [{ index, id: part.id, type: "function", function: opening }] };
      for (const piece of splitPieces(part.arguments)) {
        yield { tool_calls: [{ index, function: { arguments: piece } }] };
      }
      return;
    }
    // Of a search only the citations are sent. Images are made on other routes.
    case "search":
    case "image": {
      return;
    }
  }
}

/** The field for this answer's thoughts. Hidden thoughts are shown if the caller asked for an effort. */
function resolveReasoningForm({ model, request }: TextReply<ChatBody>): ReasoningForm {
  const { reasoningForm } = model.manners;
  const isAskedFor = (request.body.reasoning_effort ?? null) !== null;
  return reasoningForm === "hidden" && isAskedFor ? "reasoning_content" : reasoningForm;
}

function readRefusal({ parts }: Answer): string | null {
  const refusals = parts.flatMap((part) => (part.kind === "refusal" ? [part.text] : []));
  return refusals.length === 0 ? null : refusals.join("");
}

/** The pages that an answer cites, and where in its text. */
function listAnnotations({ parts }: Answer): JsonObject[] {
  let offset = 0;
  return parts.flatMap((part) => {
    if (part.kind !== "text") return [];
    const start = offset;
    offset += part.text.length;
    return (part.sources ?? []).flatMap((source) =>
      source.kind === "document"
        ? []
        : [
            {
              type: "url_citation",
              url_citation: {
                start_index: start + Math.max(0, part.text.indexOf(source.quote)),
                end_index:
                  start + Math.max(0, part.text.indexOf(source.quote)) + source.quote.length,
                title: source.title,
                url: source.url,
              },
            },
          ],
    );
  });
}

/** Token counts, with an extra field that was seen on CometAPI. */
function encodeUsage({ usage }: Answer): JsonObject {
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
    latency_checkpoint: {},
  };
}
