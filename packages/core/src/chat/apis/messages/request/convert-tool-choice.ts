import type { JSONObject } from "../../../../json.ts";
import type { ChatToolChoice } from "../../../chat-options.ts";
import { createCallInstruction } from "../../request/call-instruction.ts";
import { vendorOptionsOf } from "../../request/vendor-options-of.ts";
import type { RequestContext } from "./request-context.ts";

/** A tool choice in the API's form. */
export interface ConvertedToolChoice {
  /** The field `tool_choice`. Undefined where the API's default is meant. */
  field?: JSONObject | undefined;
  /** The forced call in words, for a model that cannot be made to call a tool. */
  instruction?: string | undefined;
}

/**
 * The tool choice in the API's form. A model that thinks, and some others, refuse to be forced to call a tool: they get
 * the choice `auto`, and are asked for the call in words.
 */
export function convertToolChoice(context: RequestContext): ConvertedToolChoice {
  const { request, outputMode, names } = context;
  const isSingle =
    outputMode.kind === "tool" ||
    request.parallelToolCalls === false ||
    vendorOptionsOf(request, "anthropic")["disableParallelToolUse"] === true;
  const single = isSingle ? { disable_parallel_tool_use: true } : {};
  const choice = findWantedChoice(context);
  if (choice === "none") return { field: { type: "none" } };
  if (choice === undefined && !isSingle) return {};
  if (choice === undefined || choice === "auto") return { field: { type: "auto", ...single } };
  const wanted = choice === "required" ? choice : { toolName: names.toWire(choice.toolName) };
  if (isForceRefused(context)) {
    noteFreeChoice(context);
    return { field: { type: "auto", ...single }, instruction: createCallInstruction(wanted) };
  }
  const forced = wanted === "required" ? { type: "any" } : { type: "tool", name: wanted.toolName };
  return { field: { ...forced, ...single } };
}

/** With an answer tool something is always called: the answer, unless another call comes first. */
function findWantedChoice({ request, outputMode }: RequestContext): ChatToolChoice | undefined {
  const { toolChoice, tools = [] } = request;
  if (outputMode.kind !== "tool") return toolChoice;
  if (toolChoice === "none" || tools.length === 0) return { toolName: outputMode.toolName };
  return typeof toolChoice === "object" ? toolChoice : "required";
}

function isForceRefused({ traits, thinking }: RequestContext): boolean {
  return !traits.acceptsForcedTools || thinking.isThinking === true;
}

/** Reported where the caller wanted the call, not where it is only how an answer gets its form. */
function noteFreeChoice({ request: { toolChoice }, thinking, notes }: RequestContext): void {
  if (toolChoice !== "required" && typeof toolChoice !== "object") return;
  if (thinking.isThinking) notes.changed("toolChoice", FREE_WHILE_THINKING);
  else notes.choiceLeftFree("acceptsForcedTools");
}

const FREE_WHILE_THINKING =
  'No model can be made to call a tool while it thinks, so it was asked for in words, with the choice "auto".';
