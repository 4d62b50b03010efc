import type { AudioEvent, ChatChoice, CitationEvent, ImageEvent, JSONValue } from "@cometapi/core";
import { type CometAPIToolCall, convertToolCall } from "./tool-call.ts";

/** What an answer holds besides text, as `options` of a message or a chunk have it. */
export interface AnswerParts {
  /** Reasoning text. In a chunk: the piece that arrived with it. */
  thinking: string;
  /** Why the model declined; the same text is the content. */
  refusal: string;
  /** The calls of this answer so far. Absent when there are none. */
  toolCall: CometAPIToolCall[];
  images: ImageEvent["image"][];
  audio: Omit<AudioEvent, "type" | "choiceIndex">[];
  citations: Omit<CitationEvent, "type" | "choiceIndex">[];
  /** Entries in the API's own form, one per token. */
  logprobs: JSONValue[];
}

/** Members of a choice that are no option of their own: its text, its order, its end. */
type Elsewhere =
  | "choiceIndex"
  | "text"
  | "content"
  | "vendorBlocks"
  | "finishReason"
  | "rawFinishReason"
  | "finishDetails";

/** A row for each part of core's answers: its option, where it is read, how pieces of it become one. */
const PARTS: Record<Exclude<keyof ChatChoice, Elsewhere>, AnswerPart> = {
  reasoning: createPart("thinking", ({ reasoning }) => reasoning, joinTexts),
  refusal: createPart("refusal", ({ refusal }) => refusal, joinTexts),
  toolCalls: createPart("toolCall", ({ toolCalls }) => toolCalls.map(convertToolCall), joinCalls),
  images: createPart("images", ({ images }) => images.map(({ image }) => image), joinLists),
  audio: createPart("audio", ({ audio }) => audio.map(withoutPlace), joinLists),
  citations: createPart("citations", ({ citations }) => citations.map(withoutPlace), joinLists),
  logprobs: createPart("logprobs", ({ logprobs }) => logprobs, joinLists),
};

interface AnswerPart {
  read: (choice: ChatChoice, into: Partial<AnswerParts>) => void;
  join: (pieces: readonly Partial<AnswerParts>[], into: Partial<AnswerParts>) => void;
}

/** What a choice, or a piece of one, holds besides text. Parts without content are absent. */
export function convertParts(choice: ChatChoice): Partial<AnswerParts> {
  const parts: Partial<AnswerParts> = {};
  for (const part of Object.values(PARTS)) part.read(choice, parts);
  return parts;
}

/** The parts of an answer that came in pieces. Texts and lists are joined; of a call, the last piece counts. */
export function joinParts(pieces: readonly Partial<AnswerParts>[]): Partial<AnswerParts> {
  const parts: Partial<AnswerParts> = {};
  for (const part of Object.values(PARTS)) part.join(pieces, parts);
  return parts;
}

function createPart<Option extends keyof AnswerParts>(
  option: Option,
  read: (choice: ChatChoice) => AnswerParts[Option],
  join: (pieces: AnswerParts[Option][]) => AnswerParts[Option],
): AnswerPart {
  return {
    read: (choice, into) => {
      const value = read(choice);
      if (value.length > 0) into[option] = value;
    },
    join: (pieces, into) => {
      const values = pieces.map((piece) => piece[option]).filter((value) => value !== undefined);
      if (values.length > 0) into[option] = join(values);
    },
  };
}

function joinTexts(pieces: readonly string[]): string {
  return pieces.join("");
}

function joinLists<Entry>(pieces: readonly Entry[][]): Entry[] {
  return pieces.flat();
}

function joinCalls(pieces: readonly CometAPIToolCall[][]): CometAPIToolCall[] {
  return [...new Map(pieces.flat().map((call) => [call.id, call])).values()];
}

function withoutPlace<T extends { type: string; choiceIndex: number }>({
  type: _type,
  choiceIndex: _choiceIndex,
  ...rest
}: T): Omit<T, "type" | "choiceIndex"> {
  return rest;
}
