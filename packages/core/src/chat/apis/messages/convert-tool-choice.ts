import type { JSONObject } from "../../../json.ts";
import type { ChatToolChoice } from "../../chat-options.ts";
import type { ChatRequest } from "../../chat-request.ts";
import { createCallInstruction } from "../call-instruction.ts";
import { RESPONSE_TOOL } from "./choose-response-means.ts";
import type { Conversion } from "./conversion.ts";
import { ownOptions } from "./own-options.ts";

/**
 * The tool choice in the API's form. Undefined where the API's default is meant. A model that thinks, and
 * some others, refuse to be forced to call a tool: they get `auto` instead.
 */
export function convertToolChoice(conversion: Conversion): JSONObject | undefined {
  const { request } = conversion;
  const isSingle =
    conversion.means.kind === "tool" ||
    request.parallelToolCalls === false ||
    ownOptions(request)["disableParallelToolUse"] === true;
  const choice = chooseTool(conversion);
  if (choice === undefined) {
    return isSingle ? { type: "auto", disable_parallel_tool_use: true } : undefined;
  }
  return choice["type"] === "none" || !isSingle
    ? choice
    : { ...choice, disable_parallel_tool_use: true };
}

/** The forced call in words, for a model that cannot be made to call a tool. Undefined for others. */
export function createChoiceInstruction(conversion: Conversion): string | undefined {
  const choice = findWantedChoice(conversion);
  if (!isForceRefused(conversion)) return undefined;
  return createCallInstruction(
    typeof choice === "object" ? { toolName: conversion.names.toWire(choice.toolName) } : choice,
  );
}

function chooseTool(conversion: Conversion): JSONObject | undefined {
  const { names } = conversion;
  const choice = findWantedChoice(conversion);
  if (choice === undefined || choice === "auto" || choice === "none") {
    return choice === undefined ? undefined : { type: choice };
  }
  if (isForceRefused(conversion)) {
    noteFreeChoice(conversion);
    return { type: "auto" };
  }
  return choice === "required"
    ? { type: "any" }
    : { type: "tool", name: names.toWire(choice.toolName) };
}

function findWantedChoice({ request, means }: Conversion): ChatToolChoice | undefined {
  return means.kind === "tool" ? answerChoice(request) : request.toolChoice;
}

/** With a response tool something is always called: the answer, unless another call comes first. */
function answerChoice({ toolChoice, tools = [] }: ChatRequest): ChatToolChoice {
  if (toolChoice === "none" || tools.length === 0) return { toolName: RESPONSE_TOOL };
  return typeof toolChoice === "object" ? toolChoice : "required";
}

const FREE_WHILE_THINKING =
  'No model can be made to call a tool while it thinks, so it was asked for in words, with the choice "auto".';

/** Whether the model cannot be made to call. */
function isForceRefused({ traits, thinking }: Conversion): boolean {
  return !traits.acceptsForcedTools || thinking.isThinking;
}

/** Reported where the caller wanted the call, not where it is only how an answer gets its form. */
function noteFreeChoice({ request: { toolChoice }, thinking, notes }: Conversion): void {
  if (toolChoice !== "required" && typeof toolChoice !== "object") return;
  if (thinking.isThinking) notes.changed("toolChoice", FREE_WHILE_THINKING);
  else notes.choiceLeftFree("acceptsForcedTools");
}
