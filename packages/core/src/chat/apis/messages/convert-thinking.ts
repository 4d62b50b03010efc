import type { JSONObject } from "../../../json.ts";
import type { ModelTraits, ThinkingKind } from "../../../models/model-traits.ts";
import type { ChatRequest } from "../../chat-request.ts";
import { isLoopWithoutThinking } from "./is-thoughtless-loop.ts";
import { readThinkingRequest, type ThinkingRequest } from "./read-thinking-request.ts";
import type { MessagesNotes } from "./messages-notes.ts";
import { MIN_BUDGET, toBudget } from "./thinking-budgets.ts";

/** How the model is told to think. */
export interface ConvertedThinking {
  /** The field `thinking`; undefined leaves it to the model. */
  thinking: JSONObject | undefined;
  /** Tokens to think with, where a number is sent: the limit of the answer must be above it. */
  budget: number | undefined;
  /** Whether thinking is asked for. */
  isThinking: boolean;
  /** The request turns thinking off, but the model cannot stop thinking. */
  isUnstoppable: boolean;
}

const NOT_ASKED: ConvertedThinking = {
  thinking: undefined,
  budget: undefined,
  isThinking: false,
  isUnstoppable: false,
};

/**
 * Converts every way of asking for thought to one that the model takes: the vendor's own option, a
 * number of tokens, an effort.
 */
export function convertThinking(
  request: ChatRequest,
  traits: ModelTraits,
  notes: MessagesNotes,
): ConvertedThinking {
  const asked = readThinkingRequest(request, traits, notes);
  if (asked === undefined) return NOT_ASKED;
  if (asked.kind === undefined) return { ...NOT_ASKED, thinking: asked.others };
  const kind = chooseKind(asked, asked.kind, { request, traits, notes });
  const others = asked.others ?? displayOf(kind, request);
  switch (kind) {
    case undefined:
      return { ...NOT_ASKED, isUnstoppable: asked.kind === "disabled" };
    case "disabled":
      return { ...NOT_ASKED, thinking: { type: "disabled" } };
    case "between-tools":
      return { ...NOT_ASKED, thinking: { type: "between_tools" }, isThinking: true };
    case "adaptive":
      return { ...NOT_ASKED, thinking: { type: "adaptive", ...others }, isThinking: true };
    case "budget": {
      const budget = budgetOf(asked, request, notes);
      const thinking = { type: "enabled", budget_tokens: budget, ...others };
      return { ...NOT_ASKED, thinking, budget, isThinking: true };
    }
  }
}

/** What comes nearest to a kind that a model does not take. */
const SUBSTITUTES: Readonly<Record<ThinkingKind, ThinkingKind>> = {
  adaptive: "budget",
  budget: "adaptive",
  "between-tools": "disabled",
  disabled: "between-tools",
};

interface Choice {
  request: ChatRequest;
  traits: ModelTraits;
  notes: MessagesNotes;
}

/** The kind that is sent for the wanted one; undefined leaves it to the model. */
function chooseKind(
  { option }: ThinkingRequest,
  wanted: ThinkingKind,
  { request: { model, messages }, traits, notes }: Choice,
): ThinkingKind | undefined {
  const { thinkingKinds } = traits;
  if (wanted === "budget" && isLoopWithoutThinking(messages)) {
    const isAdaptive = thinkingKinds?.includes("adaptive") === true;
    const instead = isAdaptive ? "it decides itself how much" : "it was not told to think";
    const message = `${model} takes no budget within a tool loop that began without a thought of its own: ${instead}.`;
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
    notes.dropped(option, `${model} was not told to think.`, "thinkingKinds");
  } else if (thinkingKinds.length > 0) {
    const message = `${model} cannot be kept from thinking; it was told to think little.`;
    notes.changed(option, message, "thinkingKinds");
  }
  return undefined;
}

/** Newer models show nothing of what they think unless they are asked to. */
function displayOf(kind: ThinkingKind | undefined, { reasoningSummary }: ChatRequest): JSONObject {
  if (reasoningSummary === "none") return { display: "omitted" };
  return kind === "adaptive" ? { display: "summarized" } : {};
}

function budgetOf(
  { budget, option }: ThinkingRequest,
  { model, reasoningEffort }: ChatRequest,
  notes: MessagesNotes,
): number {
  if (budget === undefined) return toBudget(reasoningEffort);
  if (budget >= MIN_BUDGET) return budget;
  const message = `${model} was told to think with ${MIN_BUDGET} tokens, the fewest that Anthropic takes.`;
  notes.changed(option, message);
  return MIN_BUDGET;
}
