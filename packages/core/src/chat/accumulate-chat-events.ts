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
import type { Echo } from "./echo.ts";

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
  const open: OpenParts = new Map();
  for (const event of events) addEvent(result, open, event);
  result.choices.sort((a, b) => a.choiceIndex - b.choiceIndex);
  return result;
}

/** The text or reasoning of each choice that the next delta continues. */
type OpenParts = Map<ChatChoice, TextualPart>;

type TextualPart = TextPart | ReasoningPart;

function addEvent(result: ChatResult, open: OpenParts, event: ChatEvent): void {
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
      addToChoice(findChoice(result, event.choiceIndex), open, event);
  }
}

type EventOfChoice = Extract<ChatEvent, { choiceIndex: number }>;

function addToChoice(choice: ChatChoice, open: OpenParts, event: EventOfChoice): void {
  switch (event.type) {
    case "text-delta":
      choice.text += event.text;
      openPart(choice, open, "text").text += event.text;
      return;
    case "text-end":
      closePart(choice, open, "text", event.echo);
      return;
    case "reasoning-delta":
      choice.reasoning += event.text;
      openPart(choice, open, "reasoning").text += event.text;
      return;
    case "reasoning-end":
      closePart(choice, open, "reasoning", event.echo);
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
    // The end of the call has all arguments.
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

/** The part that a delta continues: the last one, when it is of this type and no end event closed it. */
function openPart(choice: ChatChoice, open: OpenParts, type: TextualPart["type"]): TextualPart {
  const known = open.get(choice);
  if (known?.type === type && known === choice.content.at(-1)) return known;
  const part: TextualPart = { type, text: "" };
  choice.content.push(part);
  open.set(choice, part);
  return part;
}

function closePart(
  choice: ChatChoice,
  open: OpenParts,
  type: TextualPart["type"],
  echo: Echo | undefined,
): void {
  const part = openPart(choice, open, type);
  if (echo !== undefined) part.echo = echo;
  open.delete(choice);
}

function findChoice({ choices }: ChatResult, choiceIndex: number): ChatChoice {
  const known = choices.find((choice) => choice.choiceIndex === choiceIndex);
  if (known !== undefined) return known;
  const choice = createChatChoice(choiceIndex);
  choices.push(choice);
  return choice;
}
