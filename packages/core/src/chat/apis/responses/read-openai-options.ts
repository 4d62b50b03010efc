import { invalidArgument } from "../../../errors/invalid-answer.ts";
import type { JSONObject, JSONValue } from "../../../json.ts";
import type { ChatRequest } from "../../chat-request.ts";
import { vendorOptionsOf } from "../vendor-options-of.ts";
import { toSnakeCase, toSnakeCaseName } from "../to-snake-case.ts";

/** OpenAI's options of a request, sorted by where they go. */
export interface OpenAIOptions {
  /** The request with those in it that it has words for: they win over its own. */
  request: ChatRequest;
  /** Body fields in the API's spelling. */
  fields: JSONObject;
  /** Members of the body's `reasoning`. */
  reasoning: JSONObject;
  /** Those that go elsewhere or nowhere, as they were given. */
  controls: JSONObject;
}

/** Options that a request has words for, which are texts. */
const TEXTS = {
  reasoningEffort: "reasoningEffort",
  reasoningSummary: "reasoningSummary",
  textVerbosity: "verbosity",
  user: "user",
  serviceTier: "serviceTier",
  promptCacheKey: "promptCacheKey",
} as const satisfies Record<string, keyof ChatRequest>;

/** Options that a request has words for, which are true or false. */
const SWITCHES = {
  store: "store",
  parallelToolCalls: "parallelToolCalls",
} as const satisfies Record<string, keyof ChatRequest>;

/** Members of `reasoning`. */
const REASONING: ReadonlyMap<string, string> = new Map([
  ["reasoningMode", "mode"],
  ["reasoningContext", "context"],
]);

/** Options that are no field of the body, or not alone. */
const CONTROLS: ReadonlySet<string> = new Set([
  "allowedTools",
  "compactionTrigger",
  "forceReasoning",
  "include",
  "includeWebSearchSources",
  "logprobs",
  "passThroughUnsupportedFiles",
  "reasoningEffortUpdate",
  "strictJsonSchema",
  "systemMessageMode",
  "textFormat",
]);

/** Options whose members are the user's own names. */
const OPAQUE: ReadonlySet<string> = new Set(["metadata"]);

/**
 * Reads `vendorOptions.openai`, spelt as `@ai-sdk/openai` has them. An option that nobody here knows is a
 * field of the body, its name in snake_case.
 */
export function readOpenAIOptions(given: ChatRequest): OpenAIOptions {
  const request = { ...given };
  const fields: JSONObject = {};
  const reasoning: JSONObject = {};
  const controls: JSONObject = {};
  for (const [name, value] of Object.entries(vendorOptionsOf(given, "openai"))) {
    // There, null says that somebody wants no summary; everywhere else it says nothing.
    if (value === null && name === "reasoningSummary") request.reasoningSummary = "none";
    if (value === undefined || value === null) continue;
    if (isNameIn(TEXTS, name)) request[TEXTS[name]] = checkText(name, value);
    else if (isNameIn(SWITCHES, name)) request[SWITCHES[name]] = checkSwitch(name, value);
    else if (CONTROLS.has(name)) controls[name] = value;
    else if (REASONING.has(name)) reasoning[REASONING.get(name) ?? name] = value;
    else fields[toSnakeCaseName(name)] = OPAQUE.has(name) ? value : toSnakeCase(value);
  }
  return { request, fields, reasoning, controls };
}

function isNameIn<T extends object>(table: T, name: string): name is string & keyof T {
  return Object.hasOwn(table, name);
}

function checkText(name: string, value: JSONValue): string {
  if (typeof value === "string") return value;
  throw invalidArgument(`\`vendorOptions.openai.${name}\` must be a string.`);
}

function checkSwitch(name: string, value: JSONValue): boolean {
  if (typeof value === "boolean") return value;
  throw invalidArgument(`\`vendorOptions.openai.${name}\` must be true or false.`);
}
