import type { Answer } from "../../engine/answer.ts";
import { splitPieces } from "../../engine/split-pieces.ts";
import { createEventFrame, type TextReply } from "../text-face.ts";
import {
  encodeOutput,
  encodeResponseObject,
  findIncompleteReason,
  type CallItem,
  type MessageItem,
  type OutputItem,
  type ReasoningItem,
} from "./encode-response.ts";
import type { ResponsesBody } from "./responses-body.ts";

interface StreamEvent {
  type: string;
  [field: string]: unknown;
}

/** An answer as the numbered events of a response. */
export function* encodeResponsesStream(
  answer: Answer,
  reply: TextReply<ResponsesBody>,
): Generator<string> {
  let sequenceNumber = 0;
  for (const event of listEvents(answer, reply)) {
    const { type, ...fields } = event;
    yield createEventFrame({ type, sequence_number: sequenceNumber, ...fields });
    sequenceNumber += 1;
  }
}

function* listEvents(answer: Answer, reply: TextReply<ResponsesBody>): Generator<StreamEvent> {
  const output = encodeOutput(answer, reply);
  const begun = {
    ...encodeResponseObject(answer, reply, []),
    status: "in_progress",
    incomplete_details: null,
    usage: null,
  };
  yield { type: "response.created", response: begun };
  yield { type: "response.in_progress", response: begun };
  for (const [index, item] of output.entries()) yield* listItemEvents(item, index, answer);
  const isComplete = findIncompleteReason(answer) === undefined;
  const type = isComplete ? "response.completed" : "response.incomplete";
  yield { type, response: encodeResponseObject(answer, reply, output) };
}

function* listItemEvents(item: OutputItem, index: number, answer: Answer): Generator<StreamEvent> {
  yield {
    type: "response.output_item.added",
    output_index: index,
    item: emptyItem(item),
  };
  const place = { item_id: item.id, output_index: index };
  if (item.type === "reasoning") yield* listReasoningEvents(item, place);
  else if (item.type === "message") yield* listTextEvents(item, place, answer);
  else yield* listCallEvents(item, place);
  yield { type: "response.output_item.done", output_index: index, item };
}

interface Place {
  item_id: string;
  output_index: number;
}

function* listReasoningEvents({ summary }: ReasoningItem, place: Place): Generator<StreamEvent> {
  for (const [index, part] of summary.entries()) {
    const position = { ...place, summary_index: index };
    const name = "response.reasoning_summary";
    yield { type: `${name}_part.added`, ...position, part: { ...part, text: "" } };
    for (const delta of splitPieces(part.text)) {
      yield { type: `${name}_text.delta`, ...position, delta };
    }
    yield { type: `${name}_text.done`, ...position, text: part.text };
    yield { type: `${name}_part.done`, ...position, part };
  }
}

function* listTextEvents(
  { content }: MessageItem,
  place: Place,
  { textPieces }: Answer,
): Generator<StreamEvent> {
  for (const [index, part] of content.entries()) {
    const position = { ...place, content_index: index };
    yield { type: "response.content_part.added", ...position, part: { ...part, text: "" } };
    for (const delta of textPieces ?? splitPieces(part.text)) {
      yield { type: "response.output_text.delta", ...position, delta, logprobs: [] };
    }
    yield { type: "response.output_text.done", ...position, text: part.text, logprobs: [] };
    yield { type: "response.content_part.done", ...position, part };
  }
}

function* listCallEvents(item: CallItem, place: Place): Generator<StreamEvent> {
  const name = "response.function_call_arguments";
  for (const delta of splitPieces(item.arguments)) yield { type: `${name}.delta`, ...place, delta };
  yield { type: `${name}.done`, ...place, name: item.name, arguments: item.arguments };
}

/** An item as it begins, before anything of it was sent. */
function emptyItem(item: OutputItem): OutputItem | Record<string, unknown> {
  switch (item.type) {
    case "reasoning": {
      return { ...item, summary: [] };
    }
    case "message": {
      return { ...item, status: "in_progress", content: [] };
    }
    case "function_call": {
      return { ...item, status: "in_progress", arguments: "" };
    }
  }
}
