import { CometAPIError } from "../errors/comet-api-error.ts";
import { readEnvironment } from "./read-environment.ts";

/**
 * Environment variables in which a key is looked for, in this order. They are the names of CometAPI's
 * documentation and LiteLLM, of LlamaIndex for Python, and of Haystack.
 */
export const API_KEY_VARIABLES = ["COMETAPI_KEY", "COMETAPI_API_KEY", "COMET_API_KEY"] as const;

/** The page on which CometAPI keys are made. */
export const API_KEY_PAGE = "https://www.cometapi.com/console/token";

/** A key and where it was found. */
export interface ResolvedApiKey {
  apiKey: string;
  /** The name of the setting or the environment variable. */
  apiKeySource: string;
}

/**
 * The key to use: the setting if it is not blank, otherwise the environment's. A leading `Bearer`, from a
 * header that was copied whole, is removed.
 *
 * @throws {@link CometAPIError} `missing-api-key` when there is no key, `invalid-argument` when the key holds
 * characters that an HTTP header cannot carry.
 */
export function resolveApiKey(setting: string | undefined): ResolvedApiKey {
  const given = setting?.trim();
  const found =
    given === undefined || given === ""
      ? readEnvironment(API_KEY_VARIABLES)
      : { name: "apiKey", value: given };
  if (found === undefined) {
    throw new CometAPIError({
      code: "missing-api-key",
      message:
        "CometAPI key is missing. Pass it as `apiKey` or set the environment variable " +
        `${API_KEY_VARIABLES[0]}. Keys are made at ${API_KEY_PAGE}. ` +
        "To try it out without one: `npx @cometapi/emulator`.",
    });
  }
  const key = found.value.replace(/^bearer\s+/i, "");
  if (!/^[\x21-\x7e]+$/.test(key)) {
    throw new CometAPIError({
      code: "invalid-argument",
      message:
        "CometAPI key contains a character that cannot be sent in a header (a blank, a line break " +
        `or a letter outside ASCII). Check \`${found.name}\`.`,
    });
  }
  return { apiKey: key, apiKeySource: found.name };
}
