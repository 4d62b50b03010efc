import type { JSONObject } from "../../../../json.ts";
import type { VendorOptions } from "../../../chat-options.ts";
import { toSnakeCase } from "../../request/to-snake-case.ts";
import { vendorOptionsOf } from "../../request/vendor-options-of.ts";

/**
 * Some of Anthropic's options of a part as fields, named as in the API.
 *
 * @param names The fields, in snake_case.
 */
export function pickAnthropicOptions(
  part: { vendorOptions?: VendorOptions | undefined },
  ...names: readonly string[]
): JSONObject {
  const options = Object.entries(toSnakeCase(vendorOptionsOf(part, "anthropic")));
  return Object.fromEntries(options.filter(([name]) => names.includes(name)));
}
