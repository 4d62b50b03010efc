import { isJSONObject, numberOf } from "../../../json-access.ts";
import type { JSONObject } from "../../../json.ts";
import type { ModelTraits, ThinkingKind } from "../../../models/model-traits.ts";
import type { ChatRequest } from "../../chat-request.ts";
import { toSnakeCase } from "../to-snake-case.ts";
import { isThoughtlessLoop } from "./is-thoughtless-loop.ts";
import { ownOptions } from "./own-options.ts";
import type { RequestNotes } from "./request-notes.ts";

/** How the model is told to think. */
export interface ConvertedThinking {
  /** The field `thinking`; undefined leaves it to the model. */
  thinking: JSONObject | undefined;
  /** Tokens to think with, where a number is sent: the limit of the answer must be above it. */
  budget: number | undefined;
  /** Whether thinking is asked for. */
  isThinking: boolean;
  /** The request wants no thought, and the model cannot be told so. */
  isUnstoppable: boolean;
}

/** What the request asks for, before the model is asked what it takes. */
interface Wish {
  option: "reasoningEffort" | "reasoningBudget" | "reasoningSummary" | "vendorOptions";
  kind: ThinkingKind;
  budget?: number | undefined;
  /** Members of `thinking` besides those. */
  others?: JSONObject;
}

/**
 * Converts every way of asking for thought to one that the model takes: the vendor's own option, a
 * number of tokens, an effort.
 */
export function convertThinking(
  request: ChatRequest,
  traits: ModelTraits,
  notes: RequestNotes,
): ConvertedThinking {
  const wish = readWish(request, traits, notes);
  const kind = wish === undefined ? undefined : chooseKind(wish, request, traits, notes);
  if (wish === undefined || kind === undefined) {
    return { ...NOT_ASKED, isUnstoppable: wish?.kind === "disabled" };
  }
  const others = wish.others ?? displayOf(kind, request);
  switch (kind) {
    case "disabled":
      return { ...NOT_ASKED, thinking: { type: "disabled" } };
    case "between-tools":
      return { ...NOT_ASKED, thinking: { type: "between_tools" }, isThinking: true };
    case "adaptive":
      return { ...NOT_ASKED, thinking: { type: "adaptive", ...others }, isThinking: true };
    case "budget": {
      const budget = budgetOf(wish, request, notes);
      const thinking = { type: "enabled", budget_tokens: budget, ...others };
      return { ...NOT_ASKED, thinking, budget, isThinking: true };
    }
  }
}

const NOT_ASKED: ConvertedThinking = {
  thinking: undefined,
  budget: undefined,
  isThinking: false,
  isUnstoppable: false,
};

/** Anthropic's names of the kinds. */
const KINDS: ReadonlyMap<unknown, ThinkingKind> = new Map([
  ["adaptive", "adaptive"],
  ["enabled", "budget"],
  ["between_tools", "between-tools"],
  ["disabled", "disabled"],
]);

function readWish(
  request: ChatRequest,
  { thinkingKinds }: ModelTraits,
  notes: RequestNotes,
): Wish | undefined {
  const { reasoningBudget, reasoningEffort, reasoningSummary } = request;
  const own = readOwnOption(ownOptions(request)["thinking"]);
  if (own !== undefined) return own;
  if (reasoningBudget !== undefined) {
    const kind = reasoningBudget > 0 ? "budget" : "disabled";
    return { option: "reasoningBudget", kind, budget: reasoningBudget };
  }
  const isAdaptive = thinkingKinds?.includes("adaptive") === true;
  if (reasoningEffort === "none") return { option: "reasoningEffort", kind: "disabled" };
  // An effort says nothing of the kind: the model's best is meant.
  if (reasoningEffort !== undefined) {
    return { option: "reasoningEffort", kind: isAdaptive ? "adaptive" : "budget" };
  }
  if (reasoningSummary === undefined || reasoningSummary === "none") return undefined;
  if (isAdaptive) return { option: "reasoningSummary", kind: "adaptive" };
  const message = `reasoningSummary was not sent to ${request.model}: it thinks only with an effort or a budget.`;
  notes.dropped("reasoningSummary", message);
  return undefined;
}

function readOwnOption(option: unknown): Wish | undefined {
  if (!isJSONObject(option)) return undefined;
  const { type, budgetTokens, ...rest } = option;
  const kind = KINDS.get(type);
  const others = toSnakeCase(rest);
  if (kind === undefined || !isJSONObject(others)) return undefined;
  return { option: "vendorOptions", kind, budget: numberOf(budgetTokens), others };
}

/** What comes nearest to a kind that a model does not take. */
const SUBSTITUTES: Readonly<Record<ThinkingKind, ThinkingKind>> = {
  adaptive: "budget",
  budget: "adaptive",
  "between-tools": "disabled",
  disabled: "between-tools",
};

function chooseKind(
  wish: Wish,
  { model, messages }: ChatRequest,
  { thinkingKinds, reasons }: ModelTraits,
  notes: RequestNotes,
): ThinkingKind | undefined {
  const { kind: wanted, option } = wish;
  const canTake = (kind: ThinkingKind) => thinkingKinds?.includes(kind) ?? true;
  if (wanted === "budget" && isThoughtlessLoop(messages)) {
    const isAdaptive = thinkingKinds?.includes("adaptive") === true;
    const instead = isAdaptive
      ? "it decides itself how much it thinks"
      : "it was not told to think";
    const message = `${model} takes no budget within a tool loop that began without a thought of its own: ${instead}.`;
    notes.changed(option, message);
    return isAdaptive ? "adaptive" : undefined;
  }
  if (canTake(wanted)) return wanted;
  const substitute = SUBSTITUTES[wanted];
  const because = reasons.thinkingKinds === undefined ? "" : ` ${reasons.thinkingKinds}`;
  if (canTake(substitute)) {
    const message = `${model} does not take "${wanted}" for its thinking; "${substitute}" was sent.${because}`;
    notes.changed(option, message);
    return substitute;
  }
  if (wanted !== "disabled") {
    notes.dropped(option, `${model} was not told to think.${because}`);
  } else if (thinkingKinds?.length !== 0) {
    const message = `${model} cannot be kept from thinking; it was told to think little.${because}`;
    notes.changed(option, message);
  }
  return undefined;
}

/** Newer models show nothing of what they think unless they are asked to. */
function displayOf(kind: ThinkingKind, { reasoningSummary }: ChatRequest): JSONObject {
  if (reasoningSummary === "none") return { display: "omitted" };
  return kind === "adaptive" ? { display: "summarized" } : {};
}

/** The fewest tokens to think with that Anthropic takes. */
const LEAST_BUDGET = 1024;

/** Tokens to think with, by effort, for models that take only a number: an estimate of ours. */
const BUDGETS: ReadonlyMap<string, number> = new Map([
  ["minimal", LEAST_BUDGET],
  ["low", 4096],
  ["medium", 8192],
  ["high", 16_384],
  ["xhigh", 32_768],
  ["max", 49_152],
]);

function budgetOf(
  { budget, option }: Wish,
  { model, reasoningEffort }: ChatRequest,
  notes: RequestNotes,
): number {
  if (budget === undefined) return BUDGETS.get(reasoningEffort ?? "medium") ?? 8192;
  if (budget >= LEAST_BUDGET) return budget;
  const message = `${model} was told to think with ${LEAST_BUDGET} tokens, the fewest that Anthropic takes.`;
  notes.changed(option, message);
  return LEAST_BUDGET;
}
