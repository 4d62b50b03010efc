import type { SettingRules } from "@cometapi/core";
import { InvalidArgumentError, type SharedV4ProviderOptions } from "@ai-sdk/provider";

/** The key of this provider in `providerOptions` and `providerMetadata`. */
export const PROVIDER_KEY = "cometapi";

/**
 * The checked options of one call.
 *
 * @throws InvalidArgumentError for an option that does not exist or has a wrong value. It says what would be
 * right.
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
      throw toOptionError(name, `does not exist. Options here: ${known}.`);
    }
  }
  assertOptions<T>(options, rules);
  return options;
}

/**
 * The checked options of a message, a part or a tool. Options without a rule pass, because the metadata that this
 * provider writes comes back under the same key.
 *
 * @throws InvalidArgumentError for an option with a wrong value. It says what would be right.
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
    throw toOptionError(name, `must be ${rules[name].expected}, not ${JSON.stringify(value)}.`);
  }
}

/** The error for an invalid option of `providerOptions.cometapi`. */
function toOptionError(name: string, problem: string): InvalidArgumentError {
  const argument = `providerOptions.${PROVIDER_KEY}.${name}`;
  return new InvalidArgumentError({ argument, message: `${argument} ${problem}` });
}
