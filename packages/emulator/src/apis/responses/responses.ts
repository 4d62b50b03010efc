import { readAnswer } from "../../engine/read-answer.ts";
import type { TextAPI } from "../text-api.ts";
import { encodeOutput } from "./encode-output.ts";
import { encodeResponse, responseIdOf } from "./encode-response.ts";
import { encodeResponsesStream } from "./encode-stream.ts";
import type { ResponsesBody } from "./responses-body.ts";

/** OpenAI's Responses: numbered events, and answers that refer to earlier ones. */
export const responses: TextAPI<ResponsesBody> = {
  name: "responses",
  toolCallIdPrefix: "call_",
  encodeResponse,
  encodeStream: encodeResponsesStream,
  onAnswer: (answer, reply, state) => {
    const { body, conversation } = reply.request;
    const output = encodeOutput(answer, reply);
    const reasoningIds = output.flatMap((item) => (item.type === "reasoning" ? [item.id] : []));
    state.responsesReasoning.remember(
      output.flatMap((item) =>
        item.type === "function_call"
          ? [item.id, item.call_id]
          : item.type === "message"
            ? [item.id]
            : [],
      ),
      reasoningIds,
    );
    if (body.store === false) return;
    for (const item of output) state.storedItems.set(item.id, item);
    // Instructions hold for one response only, so they are not kept with its turns.
    const hasInstructions = (body.instructions ?? "") !== "";
    const turns = hasInstructions ? conversation.turns.slice(1) : conversation.turns;
    const { text, toolCalls } = readAnswer(answer);
    state.storedResponses.set(responseIdOf(reply), [
      ...turns,
      { role: "assistant", text, toolCalls },
    ]);
  },
};
