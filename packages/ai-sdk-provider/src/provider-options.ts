import type { SettingRules } from "@cometapi/core";
import { InvalidArgumentError, type SharedV4ProviderOptions } from "@ai-sdk/provider";

/** The key under which this provider reads `providerOptions` and writes `providerMetadata`. */
export const PROVIDER_KEY = "cometapi";

/**
 * The options of one call, checked.
 *
 * @throws InvalidArgumentError naming the option and what it takes, also for an option that does not
 *   exist.
 */
export function parseCallOptions<T extends object>(
  providerOptions: SharedV4ProviderOptions | undefined,
  rules: SettingRules<T>,
): Partial<T> {
  const options = providerOptions?.[PROVIDER_KEY];
  if (options === undefined) return {};
  for (const name of Object.keys(options)) {
    if (!Object.hasOwn(rules, name)) {
      const known = Object.keys(rules).join(", ");
      throw invalidOption(name, `does not exist. Options here: ${known}.`);
    }
  }
  assertOptions<T>(options, rules);
  return options;
}

/**
 * The options of a message, a part or a tool, checked.
 *
 * Options not named by the rules are let pass: metadata that another CometAPI model wrote into the
 * conversation comes back under the same key.
 *
 * @throws InvalidArgumentError naming the option and what it takes.
 */
export function parsePartOptions<T extends object>(
  providerOptions: SharedV4ProviderOptions | undefined,
  rules: SettingRules<T>,
): Partial<T> {
  const options = providerOptions?.[PROVIDER_KEY];
  if (options === undefined) return {};
  assertOptions<T>(options, rules);
  return options;
}

function assertOptions<T extends object>(
  options: object,
  rules: SettingRules<T>,
): asserts options is Partial<T> {
  const values = new Map<string, unknown>(Object.entries(options));
  for (const name in rules) {
    const value = values.get(name);
    if (value === undefined || rules[name].accepts(value)) continue;
    throw invalidOption(name, `must be ${rules[name].expected}, not ${JSON.stringify(value)}.`);
  }
}

/** The error for an option of `providerOptions.cometapi` that cannot be. */
export function invalidOption(name: string, problem: string): InvalidArgumentError {
  const argument = `providerOptions.${PROVIDER_KEY}.${name}`;
  return new InvalidArgumentError({ argument, message: `${argument} ${problem}` });
}
