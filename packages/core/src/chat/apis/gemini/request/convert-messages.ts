import type { JSONObject } from "../../../../json.ts";
import type { ModelTraits } from "../../../../models/model-traits.ts";
import type {
  ChatMessage,
  SystemMessage,
  ToolMessage,
  UserMessage,
} from "../../../chat-request.ts";
import type { RequestNotes } from "../../request/request-notes.ts";
import { convertAssistant } from "./convert-assistant.ts";
import { convertPart } from "./convert-part.ts";
import { convertToolResult } from "./convert-tool-result.ts";

/** The conversation in the API's form. */
export interface ConvertedMessages {
  systemInstruction?: { parts: JSONObject[] };
  contents: Content[];
}

/** The conversation in the API's form. Instructions go into a field of their own. */
export function convertMessages(
  messages: readonly ChatMessage[],
  traits: ModelTraits,
  notes: RequestNotes,
): ConvertedMessages {
  const instructions = messages.filter(isInstruction).flatMap(convertText);
  const turns = messages.filter((message) => !isInstruction(message));
  const contents = signCalls(mergeContents(convertTurns(turns, traits)), traits, notes);
  if (contents.length === 0 && instructions.length > 0) {
    notes.changed("messages", INSTRUCTION_ALONE);
    return { contents: [{ role: "user", parts: instructions }] };
  }
  const first = messages.findIndex((message) => !isInstruction(message));
  if (messages.findLastIndex(isInstruction) > first && first >= 0)
    notes.changed("messages", INSTRUCTION_MOVED);
  if (messages.some((message) => "name" in message && message.name !== undefined)) {
    notes.dropped("messages", NAMES_DROPPED);
  }
  return instructions.length === 0
    ? { contents }
    : { systemInstruction: { parts: instructions }, contents };
}

const INSTRUCTION_ALONE =
  "Gemini does not answer a system instruction alone, so it was sent as the user's message.";
const INSTRUCTION_MOVED =
  "Gemini takes its system instruction before the conversation; later ones were moved there.";
const NAMES_DROPPED = "Names of participants were not sent: Gemini does not have them.";

function isInstruction(message: ChatMessage): message is SystemMessage {
  return message.role === "system" || message.role === "developer";
}

function convertTurns(messages: readonly ChatMessage[], traits: ModelTraits): Content[] {
  const contents: Content[] = [];
  /** The calls so far, by id, with their names and their order. */
  const calls = new Map<string, { name: string; order: number }>();
  let results: ToolMessage[] = [];
  const endResults = () => {
    if (results.length > 0) contents.push(convertResults(results, calls, traits));
    results = [];
  };
  for (const message of messages) {
    if (message.role === "tool") {
      // Answers to approval requests belong to other APIs.
      if (message.approval === undefined) results.push(message);
      continue;
    }
    endResults();
    if (message.role === "assistant") {
      if (typeof message.content !== "string") {
        for (const part of message.content) {
          if (part.type === "tool-call") calls.set(part.id, { name: part.name, order: calls.size });
        }
      }
      contents.push({ role: "model", parts: convertAssistant(message) });
    } else contents.push({ role: "user", parts: convertText(message) });
  }
  endResults();
  return contents;
}

/** The results of one step in the order of its calls: the relay takes no ids, so results are matched by order. */
function convertResults(
  results: readonly ToolMessage[],
  calls: ReadonlyMap<string, { name: string; order: number }>,
  traits: ModelTraits,
): Content {
  const orderOf = ({ toolCallId }: ToolMessage) => calls.get(toolCallId)?.order ?? calls.size;
  const converted = results
    .toSorted((a, b) => orderOf(a) - orderOf(b))
    .map((message) => {
      const { toolCallId, toolName } = message;
      const name = calls.get(toolCallId)?.name ?? toolName ?? toolCallId;
      return convertToolResult(message, name, traits.acceptsMediaInResults);
    });
  const responses = converted.map(({ response }) => response);
  const attachments = converted.flatMap((result) => result.attachments);
  return { role: "user", parts: [...responses, ...attachments] };
}

function convertText({ content }: SystemMessage | UserMessage): JSONObject[] {
  if (typeof content === "string") return convertPart({ type: "text", text: content });
  return content.flatMap(convertPart);
}

/** One entry of `contents`. */
export interface Content extends JSONObject {
  role: "user" | "model";
  parts: JSONObject[];
}

/**
 * The contents, with neighbours of one role joined and empty ones left out. Function responses are not joined with the
 * user's next message: the API wants them to follow their calls alone.
 */
function mergeContents(contents: readonly Content[]): Content[] {
  const merged: Content[] = [];
  for (const content of contents) {
    const last = merged.at(-1);
    if (content.parts.length === 0) continue;
    if (last?.role === content.role && hasResponses(last) === hasResponses(content)) {
      last.parts.push(...content.parts);
    } else merged.push({ ...content, parts: [...content.parts] });
  }
  return merged;
}

function hasResponses({ parts }: Content): boolean {
  return parts.some((part) => part["functionResponse"] !== undefined);
}

/** The signature that Google documents for calls that no Gemini model has made (ai.google.dev/gemini-api/docs/thought-signatures). */
const BYPASS = "skip_thought_signature_validator";

/**
 * The contents, with a signature on the first call of every step, if the model refuses steps without one. Calls that
 * another model made have none.
 */
function signCalls(
  contents: readonly Content[],
  traits: ModelTraits,
  notes: RequestNotes,
): Content[] {
  if (!traits.wantsSignedCalls) return [...contents];
  let isChanged = false;
  const signed = contents.map((content) => {
    const first = content.parts.findIndex((part) => part["functionCall"] !== undefined);
    const call = content.parts[first];
    if (call === undefined || call["thoughtSignature"] !== undefined) return content;
    isChanged = true;
    return { ...content, parts: content.parts.with(first, { ...call, thoughtSignature: BYPASS }) };
  });
  if (isChanged) notes.changed("messages", BYPASSED);
  return signed;
}

const BYPASSED =
  "Earlier function calls have no thought signature, so Google's bypass value was sent with them: the model does not see the thoughts before them. Signatures come as the `echo` of each call.";
