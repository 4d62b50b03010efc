import { invalidArgument } from "../../../../errors/invalid-answer.ts";
import type { JSONObject, JSONValue } from "../../../../json.ts";
import type { ChatRequest } from "../../../chat-request.ts";
import { vendorOptionsOf } from "../../request/vendor-options-of.ts";
import { toSnakeCase, toSnakeCaseName } from "../../request/to-snake-case.ts";

/** OpenAI's options of a request, sorted by how they are sent. */
export interface OpenAIOptions {
  /** The request, with the options that it has too. OpenAI's win over its own. */
  request: ChatRequest;
  /** Body fields in the API's spelling. */
  fields: JSONObject;
  /** Members of the body's `reasoning`. */
  reasoning: JSONObject;
  /** Options that converters read one by one, as they were given. */
  controls: JSONObject;
}

/** Strings that a request has as options too, with their names there. */
const STRINGS = {
  reasoningEffort: "reasoningEffort",
  reasoningSummary: "reasoningSummary",
  textVerbosity: "verbosity",
  user: "user",
  serviceTier: "serviceTier",
  promptCacheKey: "promptCacheKey",
} as const satisfies Record<string, keyof ChatRequest>;

/** Booleans that a request has as options too. */
const BOOLEANS = {
  store: "store",
  parallelToolCalls: "parallelToolCalls",
} as const satisfies Record<string, keyof ChatRequest>;

/** Members of `reasoning`. */
const REASONING: ReadonlyMap<string, string> = new Map([
  ["reasoningMode", "mode"],
  ["reasoningContext", "context"],
]);

/** Options that are not copied into the body. */
const CONTROLS: ReadonlySet<string> = new Set([
  "allowedTools",
  "compactionTrigger",
  "forceReasoning",
  "include",
  "includeWebSearchSources",
  "passThroughUnsupportedFiles",
  "reasoningEffortUpdate",
  "strictJsonSchema",
  "systemMessageMode",
  "textFormat",
]);

/** Options whose keys the user chose. */
const OPAQUE: ReadonlySet<string> = new Set(["metadata"]);

/**
 * Reads `vendorOptions.openai`, whose names are those of `@ai-sdk/openai`. An option that this package does not know is
 * copied into the body, with its name in snake_case.
 */
export function readOpenAIOptions(given: ChatRequest): OpenAIOptions {
  const request = { ...given };
  const fields: JSONObject = {};
  const reasoning: JSONObject = {};
  const controls: JSONObject = {};
  for (const [name, value] of Object.entries(vendorOptionsOf(given, "openai"))) {
    // For this option, null means that no summary is wanted. For all others, it means that nothing is set.
    if (value === null && name === "reasoningSummary") request.reasoningSummary = "none";
    if (value === undefined || value === null) continue;
    if (isNameIn(STRINGS, name)) request[STRINGS[name]] = checkString(name, value);
    else if (isNameIn(BOOLEANS, name)) request[BOOLEANS[name]] = checkBoolean(name, value);
    else if (name === "logprobs") request.logprobs = checkLogprobs(value);
    else if (CONTROLS.has(name)) controls[name] = value;
    else if (REASONING.has(name)) reasoning[REASONING.get(name) ?? name] = value;
    else fields[toSnakeCaseName(name)] = OPAQUE.has(name) ? value : toSnakeCase(value);
  }
  return { request, fields, reasoning, controls };
}

function isNameIn<T extends object>(table: T, name: string): name is string & keyof T {
  return Object.hasOwn(table, name);
}

function checkString(name: string, value: JSONValue): string {
  if (typeof value === "string") return value;
  throw invalidArgument(`\`vendorOptions.openai.${name}\` must be a string.`);
}

function checkBoolean(name: string, value: JSONValue): boolean {
  if (typeof value === "boolean") return value;
  throw invalidArgument(`\`vendorOptions.openai.${name}\` must be true or false.`);
}

function checkLogprobs(value: JSONValue): boolean | number {
  if (typeof value === "boolean" || typeof value === "number") return value;
  throw invalidArgument("`vendorOptions.openai.logprobs` must be true, false or a number.");
}
