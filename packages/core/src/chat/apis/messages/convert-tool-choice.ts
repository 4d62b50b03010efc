import type { JSONObject } from "../../../json.ts";
import type { ChatToolChoice } from "../../chat-options.ts";
import type { ChatRequest } from "../../chat-request.ts";
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

function chooseTool(conversion: Conversion): JSONObject | undefined {
  const { request, means, names } = conversion;
  const choice = means.kind === "tool" ? answerChoice(request) : request.toolChoice;
  if (choice === undefined || choice === "auto" || choice === "none") {
    return choice === undefined ? undefined : { type: choice };
  }
  if (isForceRefused(conversion)) return { type: "auto" };
  return choice === "required"
    ? { type: "any" }
    : { type: "tool", name: names.toWire(choice.toolName) };
}

/** With a response tool something is always called: the answer, unless another call comes first. */
function answerChoice({ toolChoice, tools = [] }: ChatRequest): ChatToolChoice {
  if (toolChoice === "none" || tools.length === 0) return { toolName: RESPONSE_TOOL };
  return typeof toolChoice === "object" ? toolChoice : "required";
}

const FREE_WHILE_THINKING =
  'No model can be made to call a tool while it thinks: the choice "auto" was sent.';

/** Whether the model cannot be made to call. It is reported where the caller wanted it. */
function isForceRefused({ request, traits, thinking, notes }: Conversion): boolean {
  if (traits.acceptsForcedTools && !thinking.isThinking) return false;
  const { toolChoice } = request;
  if (toolChoice === "required" || typeof toolChoice === "object") {
    if (thinking.isThinking) notes.changed("toolChoice", FREE_WHILE_THINKING);
    else notes.choiceLeftFree("acceptsForcedTools");
  }
  return true;
}
