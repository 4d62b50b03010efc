import { isJSONObject, textOf } from "../../../../json-access.ts";
import type { JSONObject, JSONValue } from "../../../../json.ts";
import { vendorOptionsOf } from "../../request/vendor-options-of.ts";
import { toSnakeCase } from "../../request/to-snake-case.ts";
import type { RequestContext } from "./request-context.ts";

/** Options that other files convert, or that are no fields of the body. */
const NOT_COPIED: ReadonlySet<string> = new Set([
  "anthropicBeta",
  "cacheControl",
  "cache_control",
  "container",
  "disableParallelToolUse",
  "effort",
  "includePings",
  "sendReasoning",
  "structuredOutputMode",
  "taskBudget",
  "thinking",
  "toolStreaming",
]);

/** Options whose members keep their names: the user chose these, or they are the API's already. */
const OPAQUE: ReadonlySet<string> = new Set(["classifierContext", "fallbacks"]);

/** Beta flags by the option that needs them (`@ai-sdk/anthropic` 4.0.105, `@anthropic-ai/sdk` 1.11). */
const BETAS: Readonly<Record<string, (option: JSONValue) => readonly string[]>> = {
  anthropicBeta: (flags) => (Array.isArray(flags) ? flags.map(String) : []),
  compaction: () => ["compact-2026-09-04"],
  container: (container) =>
    isJSONObject(container) && hasSkills(container)
      ? ["code-execution-2025-08-25", "skills-2025-10-02", "files-api-2025-04-14"]
      : [],
  contextManagement: (management) => [
    "context-management-2025-06-27",
    ...(hasEdit(management, "compact_20260112") ? ["compact-2026-01-12"] : []),
  ],
  fallbacks: (fallbacks) => [
    fallbacks === "default" ? "server-side-fallback-2026-07-01" : "server-side-fallback-2026-06-01",
  ],
  mcpServers: () => ["mcp-client-2025-04-04"],
  safeguards: () => ["dangerous-tool-use-2026-09-03"],
  speed: (speed) => (speed === "fast" ? ["fast-mode-2026-02-01"] : []),
  taskBudget: () => ["task-budgets-2026-03-13"],
  thinking: (thinking) => (isJSONObject(thinking) ? thinkingBetas(thinking) : []),
  thread: () => ["message-threads-2026-08-12"],
  // The flag for all tools: Bedrock refuses the field that other channels know for each.
  toolStreaming: (isOn) => (isOn === true ? ["fine-grained-tool-streaming-2025-05-14"] : []),
};

/**
 * The options of the whole request as fields of the body. Most are copied, with their names in snake_case. So is
 * an option that this package does not know.
 */
export function convertAnthropicOptions({ request, betas }: RequestContext): JSONObject {
  const options = vendorOptionsOf(request, "anthropic");
  const fields: JSONObject = {};
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || value === null) continue;
    for (const beta of BETAS[name]?.(value) ?? []) betas.add(beta);
    if (!NOT_COPIED.has(name)) fields[name] = value;
  }
  const { container, taskBudget } = options;
  return {
    ...toSnakeCase(fields, OPAQUE),
    ...(isJSONObject(container) ? { container: convertContainer(container) } : {}),
    ...(isJSONObject(taskBudget)
      ? { output_config: { task_budget: toSnakeCase(taskBudget) } }
      : {}),
  };
}

/** A container without skills is sent as its id. */
function convertContainer(container: JSONObject): JSONValue | undefined {
  const { skills } = container;
  if (!hasSkills(container) || !Array.isArray(skills)) return container["id"];
  return toSnakeCase({ ...container, skills: skills.filter(isJSONObject).map(convertSkill) });
}

/** A skill that the user has uploaded is sent by the id that Anthropic gave it. */
function convertSkill({ providerReference, ...skill }: JSONObject): JSONObject {
  return isJSONObject(providerReference)
    ? { ...skill, skillId: providerReference["anthropic"] }
    : skill;
}

function hasSkills({ skills }: JSONObject): boolean {
  return Array.isArray(skills) && skills.length > 0;
}

function hasEdit(management: JSONValue, type: string): boolean {
  const edits = isJSONObject(management) ? management["edits"] : undefined;
  return Array.isArray(edits) && edits.some((edit) => isJSONObject(edit) && edit["type"] === type);
}

function thinkingBetas({ display, blockBinding }: JSONObject): string[] {
  return [
    ...(textOf(display) === "updates" ? ["thinking-display-updates-2026-08-18"] : []),
    ...(isJSONObject(blockBinding) ? ["thinking-binding-controls-2026-08-01"] : []),
  ];
}
