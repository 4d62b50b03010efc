import { CometAPIError } from "@cometapi/core";
import type { ChatAPI } from "../chat-settings.ts";

/**
 * Loads the package that speaks an API.
 *
 * @param load Imports it; the specifier is written out there, for bundlers.
 * @throws {CometAPIError} `invalid-argument` with the command that installs it.
 */
export async function loadPeer<T>(
  api: ChatAPI,
  packageName: string,
  load: () => Promise<T>,
): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    throw new CometAPIError({
      code: "invalid-argument",
      message: `api: "${api}" needs ${packageName}, which could not be loaded. Install it: npm install ${packageName}`,
      cause,
    });
  }
}
