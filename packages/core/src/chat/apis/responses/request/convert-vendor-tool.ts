import { isJSONObject, textOf } from "../../../../json-access.ts";
import type { JSONObject, JSONValue } from "../../../../json.ts";
import type { VendorTool } from "../../../chat-request.ts";
import { toSnakeCase, toSnakeCaseName } from "../../request/to-snake-case.ts";

const PREFIX = "openai.";

/** Members whose keys are the user's, or belong to JSON Schema. */
const OPAQUE: ReadonlySet<string> = new Set(["headers", "parameters"]);

/** Tools whose settings are not only renamed to snake_case. */
const EXCEPTIONS: Readonly<Record<string, (args: JSONObject, name: string) => JSONObject>> = {
  custom: (args, name) => ({ name, ...args }),
  code_interpreter: ({ container, ...args }) => ({
    ...args,
    container:
      container === undefined || isJSONObject(container)
        ? { type: "auto", ...container }
        : container,
  }),
  file_search: ({ ranking, ...args }) => ({ ranking_options: ranking, ...args }),
  mcp: (args) => ({ require_approval: "never", ...args }),
  shell: ({ environment, ...args }) => ({
    ...args,
    ...(isJSONObject(environment) ? { environment: convertEnvironment(environment) } : {}),
  }),
};

/**
 * One of OpenAI's tools as an entry of the tool list: `openai.web_search` has the type `web_search`, and its settings
 * are in snake_case. Undefined for a tool of another vendor.
 */
export function convertVendorTool({ id, name, args }: VendorTool): JSONObject | undefined {
  if (!id.startsWith(PREFIX)) return undefined;
  const type = id.slice(PREFIX.length);
  const settings = toSnakeCase({ ...args }, OPAQUE);
  return { type, ...(EXCEPTIONS[type]?.(settings, name) ?? settings) };
}

/** The environment of a shell. Its type becomes snake_case too: `containerAuto` is `container_auto`. */
function convertEnvironment({ type, skills, ...rest }: JSONObject): JSONObject {
  return {
    type: toSnakeCaseName(textOf(type) ?? "local"),
    ...rest,
    ...(Array.isArray(skills) ? { skills: skills.map(convertSkill) } : {}),
  };
}

/** A skill: one that OpenAI stores, one that is sent along, or one on the caller's machine. */
function convertSkill(skill: JSONValue): JSONValue {
  if (!isJSONObject(skill)) return skill;
  const { type, provider_reference: reference, version = "latest", source, ...rest } = skill;
  if (type === "skillReference") {
    const id = isJSONObject(reference) ? reference["openai"] : reference;
    return { type: "skill_reference", skill_id: id, version, ...rest };
  }
  if (!isJSONObject(source)) return skill;
  return { type: "inline", ...rest, source: { ...source, type: "base64" } };
}
