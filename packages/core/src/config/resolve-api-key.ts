import { CometAPIError } from "../errors/comet-api-error.ts";
import { readEnvironment } from "./read-environment.ts";

/**
 * Names under which a key is found in the environment, in this order: CometAPI's documentation and
 * LiteLLM, LlamaIndex for Python, Haystack.
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
 * The key to use: the setting if it is not blank, else the environment's. `Bearer` before it, as in a
 * header that was copied whole, is left out.
 *
 * @throws {@link CometAPIError} `missing-api-key` when there is none, `invalid-argument` when it holds
 * characters that no HTTP header can carry.
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
