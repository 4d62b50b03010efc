import type { JSONObject } from "../../../../json.ts";
import type { ModelTraits, ThinkingKind } from "../../../../models/model-traits.ts";
import type { AssistantPart, ChatMessage, ChatRequest } from "../../../chat-request.ts";
import type { RequestNotes } from "../../request/request-notes.ts";
import { readThinkingRequest, type ThinkingRequest } from "./read-thinking-request.ts";
import { MIN_BUDGET, toBudget } from "./thinking-budgets.ts";

/** How the request asks the model to think. */
export interface ConvertedThinking {
  /** The field `thinking`. Undefined: the model decides. */
  field?: JSONObject | undefined;
  /** `budget_tokens`, if it is sent, before `convertTokenLimit` lowers it to stay below the limit of the answer. */
  budget?: number;
  /** Whether thinking is asked for. Default false. */
  isThinking?: boolean;
  /** The request turns thinking off, but the model cannot stop thinking. Default false. */
  isUnstoppable?: boolean;
}

/**
 * The field `thinking`, of a kind that the model takes. A request can ask for thinking by Anthropic's option, by a
 * number of tokens, or by an effort.
 */
export function convertThinking(
  request: ChatRequest,
  traits: ModelTraits,
  notes: RequestNotes,
): ConvertedThinking {
  const asked = readThinkingRequest(request, traits, notes);
  if (asked === undefined) return {};
  if (asked.kind === undefined) return { field: asked.others };
  const kind = chooseKind(asked, asked.kind, { request, traits, notes });
  const others = asked.others ?? displayOf(kind, request);
  switch (kind) {
    case undefined:
      return { isUnstoppable: asked.kind === "disabled" };
    case "disabled":
      return { field: { type: "disabled" } };
    case "between-tools":
      return { field: { type: "between_tools" }, isThinking: true };
    case "adaptive":
      return { field: { type: "adaptive", ...others }, isThinking: true };
    case "budget": {
      const budget = budgetOf(asked, request, notes);
      return { field: { type: "enabled", ...others }, budget, isThinking: true };
    }
  }
}

/** The kind that is sent for one that the model does not take. */
const SUBSTITUTES: Readonly<Record<ThinkingKind, ThinkingKind>> = {
  adaptive: "budget",
  budget: "adaptive",
  "between-tools": "disabled",
  disabled: "between-tools",
};

interface Choice {
  request: ChatRequest;
  traits: ModelTraits;
  notes: RequestNotes;
}

/** The kind that is sent for the one that was asked for. Undefined: the model decides. */
function chooseKind(
  { option }: ThinkingRequest,
  wanted: ThinkingKind,
  { request: { model, messages }, traits, notes }: Choice,
): ThinkingKind | undefined {
  const { thinkingKinds } = traits;
  if (wanted === "budget" && isLoopWithoutThinking(messages)) {
    const isAdaptive = thinkingKinds?.includes("adaptive") === true;
    const instead = isAdaptive ? "it decides itself how much" : "no thinking was requested";
    const message = `${model} takes no budget within a tool loop that began without signed thinking of its own: ${instead}.`;
    notes.changed(option, message);
    return isAdaptive ? "adaptive" : undefined;
  }
  if (thinkingKinds === undefined || thinkingKinds.includes(wanted)) return wanted;
  const substitute = SUBSTITUTES[wanted];
  if (thinkingKinds.includes(substitute)) {
    const message = `${model} does not take "${wanted}" for its thinking; "${substitute}" was sent.`;
    notes.changed(option, message, "thinkingKinds");
    return substitute;
  }
  if (wanted !== "disabled") {
    notes.dropped(option, `Thinking was not requested from ${model}.`, "thinkingKinds");
  } else if (thinkingKinds.length > 0) {
    const message = `${model} cannot stop thinking; its lowest effort was sent.`;
    notes.changed(option, message, "thinkingKinds");
  }
  return undefined;
}

/** Newer models do not show their thinking unless `display` asks for it. */
function displayOf(kind: ThinkingKind | undefined, { reasoningSummary }: ChatRequest): JSONObject {
  if (reasoningSummary === "none") return { display: "omitted" };
  return kind === "adaptive" ? { display: "summarized" } : {};
}

function budgetOf(
  { budget, option }: ThinkingRequest,
  { model, reasoningEffort }: ChatRequest,
  notes: RequestNotes,
): number {
  if (budget === undefined) return toBudget(reasoningEffort);
  if (budget >= MIN_BUDGET) return budget;
  const message = `${model} got ${MIN_BUDGET} tokens to think with, the fewest that Anthropic takes.`;
  notes.changed(option, message);
  return MIN_BUDGET;
}

/**
 * Whether the request continues a tool loop whose latest answer does not begin with signed thinking: another model
 * or API made it, or its reasoning was lost. If such a request has a thinking budget, Anthropic answers 400:
 * "Expected `thinking` or `redacted_thinking`".
 */
function isLoopWithoutThinking(messages: readonly ChatMessage[]): boolean {
  const question = messages.findLastIndex(({ role }) => role === "user");
  const answer = messages.findLast(({ role }, index) => role === "assistant" && index > question);
  if (answer?.role !== "assistant" || typeof answer.content === "string") return false;
  if (!answer.content.some(({ type }) => type === "tool-call")) return false;
  const first = answer.content.find(isSent);
  return first?.type !== "reasoning";
}

function isSent(part: AssistantPart): boolean {
  switch (part.type) {
    case "reasoning":
      return part.echo?.api === "messages";
    case "text":
      return part.text !== "";
    case "vendor-block":
      return part.api === "messages";
    default:
      return true;
  }
}
