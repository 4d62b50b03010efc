import type { JSONObject } from "../../../../json.ts";
import type { ChatToolChoice } from "../../../chat-options.ts";
import type { ChatRequest } from "../../../chat-request.ts";
import { createCallInstruction } from "../../request/call-instruction.ts";
import { ANSWER_TOOL } from "../choose-output-mode.ts";
import type { RequestContext } from "./request-context.ts";
import { anthropicOptionsOf } from "./anthropic-options.ts";

/**
 * The tool choice in the API's form. Undefined where the API's default is meant. A model that thinks, and
 * some others, refuse to be forced to call a tool: they get `auto` instead.
 */
export function convertToolChoice(context: RequestContext): JSONObject | undefined {
  const { request } = context;
  const isSingle =
    context.outputMode.kind === "tool" ||
    request.parallelToolCalls === false ||
    anthropicOptionsOf(request)["disableParallelToolUse"] === true;
  const choice = chooseTool(context);
  if (choice === undefined) {
    return isSingle ? { type: "auto", disable_parallel_tool_use: true } : undefined;
  }
  return choice["type"] === "none" || !isSingle
    ? choice
    : { ...choice, disable_parallel_tool_use: true };
}

/** The forced call in words, for a model that cannot be made to call a tool. Undefined for others. */
export function createChoiceInstruction(context: RequestContext): string | undefined {
  const choice = findWantedChoice(context);
  if (!isForceRefused(context)) return undefined;
  return createCallInstruction(
    typeof choice === "object" ? { toolName: context.names.toWire(choice.toolName) } : choice,
  );
}

function chooseTool(context: RequestContext): JSONObject | undefined {
  const { names } = context;
  const choice = findWantedChoice(context);
  if (choice === undefined || choice === "auto" || choice === "none") {
    return choice === undefined ? undefined : { type: choice };
  }
  if (isForceRefused(context)) {
    noteFreeChoice(context);
    return { type: "auto" };
  }
  return choice === "required"
    ? { type: "any" }
    : { type: "tool", name: names.toWire(choice.toolName) };
}

function findWantedChoice({ request, outputMode }: RequestContext): ChatToolChoice | undefined {
  return outputMode.kind === "tool" ? answerChoice(request) : request.toolChoice;
}

/** With a answer tool something is always called: the answer, unless another call comes first. */
function answerChoice({ toolChoice, tools = [] }: ChatRequest): ChatToolChoice {
  if (toolChoice === "none" || tools.length === 0) return { toolName: ANSWER_TOOL };
  return typeof toolChoice === "object" ? toolChoice : "required";
}

const FREE_WHILE_THINKING =
  'No model can be made to call a tool while it thinks, so it was asked for in words, with the choice "auto".';

/** Whether the model cannot be made to call. */
function isForceRefused({ traits, thinking }: RequestContext): boolean {
  return !traits.acceptsForcedTools || thinking.isThinking === true;
}

/** Reported where the caller wanted the call, not where it is only how an answer gets its form. */
function noteFreeChoice({ request: { toolChoice }, thinking, notes }: RequestContext): void {
  if (toolChoice !== "required" && typeof toolChoice !== "object") return;
  if (thinking.isThinking) notes.changed("toolChoice", FREE_WHILE_THINKING);
  else notes.choiceLeftFree("acceptsForcedTools");
}
