import type { ChatEvent } from "./chat-event.ts";
import type { ChatChoice, ChatResult } from "./chat-result.ts";

/** Puts the events of an answer together. Reads them in order; the events are not changed. */
export function accumulateChatEvents(events: Iterable<ChatEvent>): ChatResult {
  const result: ChatResult = { metadata: undefined, choices: [], usage: undefined, errors: [] };
  for (const event of events) addEvent(result, event);
  result.choices.sort((a, b) => a.choiceIndex - b.choiceIndex);
  return result;
}

function addEvent(result: ChatResult, event: ChatEvent): void {
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
      addToChoice(choiceOf(result, event.choiceIndex), event);
  }
}

type EventOfChoice = Extract<ChatEvent, { choiceIndex: number }>;

function addToChoice(choice: ChatChoice, event: EventOfChoice): void {
  switch (event.type) {
    case "text-delta":
      choice.text += event.text;
      return;
    case "reasoning-delta":
      choice.reasoning += event.text;
      return;
    case "refusal-delta":
      choice.refusal += event.text;
      return;
    case "reasoning-details":
      choice.reasoningDetails.push(...event.details);
      return;
    case "tool-call-end":
      choice.toolCalls.push(event);
      return;
    case "image":
      choice.images.push(event);
      return;
    case "audio":
      choice.audio.push(event);
      return;
    case "citation":
      choice.citations.push(event);
      return;
    case "logprobs":
      choice.logprobs.push(...event.content);
      return;
    case "finish":
      choice.finishReason = event.reason;
      choice.rawFinishReason = event.rawReason;
      return;
    case "tool-call-start":
    case "tool-call-delta":
  }
}

function choiceOf(result: ChatResult, choiceIndex: number): ChatChoice {
  const known = result.choices.find((choice) => choice.choiceIndex === choiceIndex);
  if (known !== undefined) return known;
  const choice = createChatChoice(choiceIndex);
  result.choices.push(choice);
  return choice;
}

/** An alternative answer that says nothing yet. */
export function createChatChoice(choiceIndex: number): ChatChoice {
  return {
    choiceIndex,
    text: "",
    reasoning: "",
    reasoningDetails: [],
    refusal: "",
    toolCalls: [],
    images: [],
    audio: [],
    citations: [],
    logprobs: [],
    finishReason: "interrupted",
    rawFinishReason: undefined,
  };
}
