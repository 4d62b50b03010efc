import { withUserAgentSuffix } from "@ai-sdk/provider-utils";
import { VERSION } from "../version.ts";

/** The headers of a call, with this package named in `user-agent` after whoever called it. */
export function convertHeaders(
  headers: Record<string, string | undefined> | undefined,
): Record<string, string> {
  return withUserAgentSuffix(headers, `ai-sdk-cometapi/${VERSION}`);
}
