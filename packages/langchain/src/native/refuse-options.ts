import { CometAPIError } from "@cometapi/core";
import type { ChatAPI } from "../chat-settings.ts";
import type { NativeConfig } from "./native-config.ts";

/** Options that one of the APIs does not have. */
type RefusableOption = keyof NativeConfig["parameters"];

/**
 * Refuses options that an API has no word for: sent to it they would be lost without notice.
 *
 * @throws {CometAPIError} `invalid-argument` that names the option.
 */
export function refuseOptions(
  api: ChatAPI,
  { parameters }: NativeConfig,
  names: readonly RefusableOption[],
): void {
  for (const name of names) {
    const value = parameters[name];
    if (value === undefined || value === false || (Array.isArray(value) && value.length === 0)) {
      continue;
    }
    throw new CometAPIError({
      code: "invalid-argument",
      message: `api: "${api}" has no option ${name}. Leave it out, or use api: "chat".`,
    });
  }
}
