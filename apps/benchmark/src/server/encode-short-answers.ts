import { shortAnswer } from "../fixed-answers.ts";
import type { TextAPI } from "../text-api.ts";
import * as chat from "./encode-answer.ts";
import * as gemini from "./encode-gemini-stream.ts";
import * as messages from "./encode-messages-stream.ts";
import * as responses from "./encode-responses-stream.ts";

/** A short answer in one piece, in each format. */
export function encodeShortAnswers(): Readonly<Record<TextAPI, string>> {
  const text = shortAnswer;
  return {
    chat: JSON.stringify({
      ...chat.envelope,
      object: "chat.completion",
      choices: [
        {
          index: 0,
          message: { role: "assistant", content: text, refusal: null },
          logprobs: null,
          finish_reason: "stop",
        },
      ],
      usage: chat.usage,
    }),
    responses: JSON.stringify({
      ...responses.envelope,
      status: "completed",
      output: [
        {
          ...responses.message,
          status: "completed",
          content: [{ type: "output_text", text, annotations: [], logprobs: [] }],
        },
      ],
      usage: responses.usage,
    }),
    messages: JSON.stringify({
      ...messages.message,
      content: [{ type: "text", text }],
      stop_reason: "end_turn",
      usage: { input_tokens: 24, output_tokens: 320 },
    }),
    gemini: JSON.stringify({
      candidates: [
        { content: { role: "model", parts: [{ text }] }, finishReason: "STOP", index: 0 },
      ],
      usageMetadata: gemini.usageMetadata,
      ...gemini.envelope,
    }),
  };
}
