import type { Answer, AnswerPart } from "../engine/answer.ts";
import { finishAnswer } from "../engine/answer-conversation.ts";
import type { Conversation } from "../engine/conversation.ts";
import type { ScriptedAnswer, ScriptedPart } from "./reply.ts";

/** The answer that a script made up, with ids, limits and token counts as any other answer has them. */
export function playScript(
  conversation: Conversation,
  script: ScriptedAnswer,
  createCallId: () => string,
): Answer {
  const parts = (script.parts ?? listParts(script)).map((part) => toPart(part, createCallId));
  const thinks = parts.some((part) => part.kind === "thought");
  // Vendors want the thought back that led to a call, so there must be one.
  if (!thinks && parts.some((part) => part.kind === "call")) {
    parts.unshift({ kind: "thought", text: "A tool can tell, so I call it." });
  }
  const text = parts.find((part) => part.kind === "text");
  if (text !== undefined && script.pieces !== undefined) text.pieces = script.pieces;
  return finishAnswer(
    { ...conversation, isReasoning: conversation.isReasoning || thinks },
    { parts, ...(script.finish === undefined ? {} : { finish: script.finish }) },
  );
}

function listParts(script: ScriptedAnswer): ScriptedPart[] {
  const { reasoning, refusal, toolCalls = [], pieces } = script;
  const text = script.text ?? pieces?.join("");
  return [
    ...(reasoning === undefined ? [] : [{ reasoning }]),
    ...(text === undefined ? [] : [{ text }]),
    ...(refusal === undefined ? [] : [{ refusal }]),
    ...toolCalls.map((toolCall) => ({ toolCall })),
  ];
}

function toPart(part: ScriptedPart, createCallId: () => string): AnswerPart {
  if ("reasoning" in part) {
    return { kind: "thought", text: part.reasoning, isRedacted: part.isRedacted === true };
  }
  if ("toolCall" in part) {
    const { name, arguments: input } = part.toolCall;
    const text = typeof input === "string" ? input : JSON.stringify(input);
    return { kind: "call", id: createCallId(), name, arguments: text };
  }
  if ("search" in part) return { kind: "search", ...part.search };
  if ("refusal" in part) return { kind: "refusal", text: part.refusal };
  const sources = (part.citations ?? []).map(({ url, title, quote = part.text }) => ({
    kind: "web" as const,
    url,
    title,
    quote,
  }));
  return { kind: "text", text: part.text, ...(sources.length === 0 ? {} : { sources }) };
}
