import type { Answer } from "../../engine/answer.ts";
import { splitPieces } from "../../engine/split-pieces.ts";
import { createEventFrame, type TextReply } from "../text-api.ts";
import {
  encodeOutput,
  type CallItem,
  type ImageItem,
  type MessageItem,
  type OutputItem,
  type ReasoningItem,
  type SearchItem,
} from "./encode-output.ts";
import { encodeResponseObject } from "./encode-response.ts";
import { findIncompleteReason } from "./find-incomplete-reason.ts";
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
  const pieces = listTextPieces(answer);
  for (const [index, item] of output.entries()) {
    yield* listItemEvents(item, index, item.type === "message" ? pieces.shift() : undefined);
  }
  const isComplete = findIncompleteReason(answer) === undefined;
  const type = isComplete ? "response.completed" : "response.incomplete";
  yield { type, response: encodeResponseObject(answer, reply, output) };
}

/** The pieces of each text for which a script set them, in order. */
function listTextPieces({ parts }: Answer): (readonly string[] | undefined)[] {
  return parts.flatMap((part) => {
    if (part.kind === "text") return [part.pieces];
    return part.kind === "refusal" ? [undefined] : [];
  });
}

function* listItemEvents(
  item: OutputItem,
  index: number,
  pieces: readonly string[] | undefined,
): Generator<StreamEvent> {
  yield { type: "response.output_item.added", output_index: index, item: emptyItem(item) };
  const place = { item_id: item.id, output_index: index };
  switch (item.type) {
    case "reasoning": {
      yield* listReasoningEvents(item, place);
      break;
    }
    case "message": {
      yield* listMessageEvents(item, place, pieces);
      break;
    }
    case "function_call": {
      yield* listCallEvents(item, place);
      break;
    }
    case "web_search_call": {
      yield* listToolEvents(item, place, "searching");
      break;
    }
    case "image_generation_call": {
      yield* listToolEvents(item, place, "generating");
    }
  }
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

function* listMessageEvents(
  { content }: MessageItem,
  place: Place,
  pieces: readonly string[] | undefined,
): Generator<StreamEvent> {
  for (const [index, part] of content.entries()) {
    const position = { ...place, content_index: index };
    if (part.type === "refusal") {
      const { refusal } = part;
      yield { type: "response.content_part.added", ...position, part: { ...part, refusal: "" } };
      for (const delta of splitPieces(refusal)) {
        yield { type: "response.refusal.delta", ...position, delta };
      }
      yield { type: "response.refusal.done", ...position, refusal };
    } else {
      const begun = { ...part, text: "", annotations: [] };
      yield { type: "response.content_part.added", ...position, part: begun };
      for (const delta of pieces ?? splitPieces(part.text)) {
        yield { type: "response.output_text.delta", ...position, delta, logprobs: [] };
      }
      for (const [annotationIndex, annotation] of part.annotations.entries()) {
        const added = { annotation_index: annotationIndex, annotation };
        yield { type: "response.output_text.annotation.added", ...position, ...added };
      }
      yield { type: "response.output_text.done", ...position, text: part.text, logprobs: [] };
    }
    yield { type: "response.content_part.done", ...position, part };
  }
}

/** The events of a vendor's tool while it works. */
function* listToolEvents(
  { type }: SearchItem | ImageItem,
  place: Place,
  middle: "searching" | "generating",
): Generator<StreamEvent> {
  for (const step of ["in_progress", middle, "completed"]) {
    yield { type: `response.${type}.${step}`, ...place };
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
    case "web_search_call": {
      return { id: item.id, type: item.type, status: "in_progress" };
    }
    case "image_generation_call": {
      return { ...item, status: "in_progress", result: null };
    }
  }
}
