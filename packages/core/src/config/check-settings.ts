import { invalidArgument } from "../errors/invalid-answer.ts";
import type { CometAPIError } from "../errors/comet-api-error.ts";
import { isObject } from "../json-access.ts";
import { findNearestNames } from "./find-nearest-names.ts";
import type { SettingRule } from "./setting-rules.ts";

/**
 * Checks settings when a client or model is created. A misspelt name must not be ignored: the call would go
 * to another server or model than intended.
 *
 * @param owner The function or class that the settings belong to: `createCometAPI`, `ChatCometAPI`.
 * @param rules A rule for every setting, those of a framework's base class included.
 * @throws CometAPIError `invalid-argument` if the settings are not an object, for a name without a rule (the
 * message has the nearest known name), and for a value that its rule does not accept. Undefined members count
 * as absent. Strings are never shown: one may be a key.
 */
export function checkSettings(
  owner: string,
  settings: unknown,
  rules: Readonly<Record<string, SettingRule>>,
): void {
  if (settings === undefined) return;
  if (!isObject(settings)) {
    throw invalidArgument(
      `The settings of ${owner} must be an object, not ${describeType(settings)}.`,
    );
  }
  for (const [name, value] of Object.entries(settings)) {
    if (value === undefined) continue;
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (rule === undefined) throw unknownSetting(owner, name, Object.keys(rules));
    if (!rule.accepts(value)) {
      throw invalidArgument(
        `\`${name}\` of ${owner} must be ${rule.expected}, not ${rule.isSecret ? describeKind(value) : describeType(value)}.`,
      );
    }
    if (rule.entries !== undefined) checkEntries(name, value, rule.entries);
  }
}

function checkEntries(name: string, value: unknown, rules: NonNullable<SettingRule["entries"]>) {
  for (const [key, entry] of Object.entries(isObject(value) ? value : {})) {
    checkSettings(`${name}[${JSON.stringify(key)}]`, entry, rules);
  }
}

/** The error for a setting that does not exist. It names the setting that may have been meant. */
export function unknownSetting(
  owner: string,
  name: string,
  known: readonly string[],
): CometAPIError {
  const nearest = findNearestNames(name, known).map((candidate) => `\`${candidate}\``);
  const last = nearest.pop();
  const advice =
    last === undefined
      ? `It has: ${known.join(", ")}.`
      : nearest.length === 0
        ? `Did you mean ${last}?`
        : `Use ${nearest.join(", ")} or ${last}.`;
  return invalidArgument(`${owner} has no setting \`${name}\`. ${advice}`);
}

function describeType(value: unknown): string {
  const isShown = typeof value === "number" || typeof value === "boolean";
  return isShown ? String(value) : describeKind(value);
}

function describeKind(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
