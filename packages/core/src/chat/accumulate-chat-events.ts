import type { CometAPIError } from "../errors/comet-api-error.ts";
import type { JSONObject, JSONValue } from "../json.ts";
import type {
  AudioEvent,
  ChatEvent,
  CitationEvent,
  FinishReason,
  ImageEvent,
  ResponseMetadataEvent,
  ToolCallEndEvent,
  VendorBlockEvent,
} from "./chat-event.ts";
import type {
  AssistantPart,
  ReasoningPart,
  TextPart,
  ToolCallPart,
  VendorBlockPart,
} from "./chat-request.ts";
import type { ChatUsage } from "./chat-usage.ts";

/** A whole answer, put together from its events. */
export interface ChatResult {
  metadata: ResponseMetadataEvent | undefined;
  /** One for each alternative answer, by `choiceIndex`. At least one, unless nothing was answered. */
  choices: ChatChoice[];
  usage: ChatUsage | undefined;
  /** The errors that came in the middle. With any of them the answer is not whole. */
  errors: CometAPIError[];
}

/** One of the alternative answers. */
export interface ChatChoice {
  choiceIndex: number;
  /** Everything said, thought and called, in order: an `AssistantMessage` takes it back as it is. */
  content: AssistantPart[];
  /** All text of the answer. */
  text: string;
  /** All readable reasoning. */
  reasoning: string;
  refusal: string;
  toolCalls: ToolCallEndEvent[];
  images: ImageEvent[];
  audio: AudioEvent[];
  citations: CitationEvent[];
  vendorBlocks: VendorBlockEvent[];
  logprobs: JSONValue[];
  /** `interrupted` until a finish event says otherwise. */
  finishReason: FinishReason;
  rawFinishReason: string | undefined;
  /** As in the finish event. */
  finishDetails: JSONObject | undefined;
}

/** An alternative answer without content. */
export function createChatChoice(choiceIndex: number): ChatChoice {
  return {
    choiceIndex,
    content: [],
    text: "",
    reasoning: "",
    refusal: "",
    toolCalls: [],
    images: [],
    audio: [],
    citations: [],
    vendorBlocks: [],
    logprobs: [],
    finishReason: "interrupted",
    rawFinishReason: undefined,
    finishDetails: undefined,
  };
}

/** Puts the events of an answer together. Reads them in order; the events are not changed. */
export function accumulateChatEvents(events: Iterable<ChatEvent>): ChatResult {
  const result: ChatResult = { metadata: undefined, choices: [], usage: undefined, errors: [] };
  const open: OpenChoice[] = [];
  for (const event of events) addEvent(result, open, event);
  result.choices = open.map(({ choice }) => choice);
  if (open.length > 1) result.choices.sort((a, b) => a.choiceIndex - b.choiceIndex);
  return result;
}

/** A choice that more events may follow. */
interface OpenChoice {
  choice: ChatChoice;
  /** The text or reasoning that the next delta continues. */
  part: TextualPart | undefined;
}

function addEvent(result: ChatResult, open: OpenChoice[], event: ChatEvent): void {
  switch (event.type) {
    case "response-metadata":
      result.metadata = event;
      return;
    case "usage":
      result.usage = event.usage;
      return;
    case "error":
      result.errors.push(event.error);
      return;
    case "ping":
    case "raw":
      return;
    default:
      addToChoice(choiceOf(open, event.choiceIndex), event);
  }
}

type EventOfChoice = Extract<ChatEvent, { choiceIndex: number }>;

function addToChoice(open: OpenChoice, event: EventOfChoice): void {
  const { choice } = open;
  switch (event.type) {
    case "text-delta":
      choice.text += event.text;
      openPart(open, "text").text += event.text;
      return;
    case "text-end":
      closePart(open, "text", event);
      return;
    case "reasoning-delta":
      choice.reasoning += event.text;
      openPart(open, "reasoning").text += event.text;
      return;
    case "reasoning-end":
      closePart(open, "reasoning", event);
      return;
    case "refusal-delta":
      choice.refusal += event.text;
      return;
    case "tool-call-start":
      choice.content.push({ type: "tool-call", id: event.id, name: event.name, arguments: "" });
      return;
    case "tool-call-end":
      choice.toolCalls.push(event);
      fillToolCall(choice, event);
      return;
    case "image": {
      const { image, echo } = event;
      choice.images.push(event);
      choice.content.push({ type: "image", source: image, echo });
      return;
    }
    case "vendor-block":
      choice.vendorBlocks.push(event);
      choice.content.push(toPart(event));
      return;
    case "audio":
      choice.audio.push(event);
      return;
    case "citation":
      choice.citations.push(event);
      return;
    case "logprobs":
      for (const entry of event.content) choice.logprobs.push(entry);
      return;
    case "finish":
      choice.finishReason = event.reason;
      choice.rawFinishReason = event.rawReason;
      choice.finishDetails = event.details;
      return;
    case "tool-call-delta":
  }
}

function toPart({ type, api, block, toolCall, toolResult }: VendorBlockEvent): VendorBlockPart {
  return {
    type,
    api,
    block,
    ...(toolCall !== undefined && { toolCall }),
    ...(toolResult !== undefined && { toolResult }),
  };
}

/** Fills in, at the place where the call began, what only its end event has: the arguments and the echo. */
function fillToolCall({ content }: ChatChoice, event: ToolCallEndEvent): void {
  const { id, name, arguments: argumentsText, echo } = event;
  const index = content.findIndex((part) => part.type === "tool-call" && part.id === id);
  const call: ToolCallPart = { type: "tool-call", id, name, arguments: argumentsText, echo };
  content.splice(index < 0 ? content.length : index, 1, call);
}

type TextualPart = TextPart | ReasoningPart;

/** The part that a delta continues: the last one, when it is of this type and no end event closed it. */
function openPart(open: OpenChoice, type: TextualPart["type"]): TextualPart {
  const { content } = open.choice;
  const last = content.at(-1);
  if (open.part !== undefined && open.part === last && last.type === type) return open.part;
  const part: TextualPart = { type, text: "" };
  content.push(part);
  open.part = part;
  return part;
}

function closePart(
  open: OpenChoice,
  type: TextualPart["type"],
  { echo }: Extract<ChatEvent, { type: "text-end" | "reasoning-end" }>,
): void {
  const part = openPart(open, type);
  if (echo !== undefined) part.echo = echo;
  open.part = undefined;
}

function choiceOf(all: OpenChoice[], choiceIndex: number): OpenChoice {
  const known = all.find(({ choice }) => choice.choiceIndex === choiceIndex);
  if (known !== undefined) return known;
  const open: OpenChoice = { choice: createChatChoice(choiceIndex), part: undefined };
  all.push(open);
  return open;
}
