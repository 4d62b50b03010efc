import {
  createProviderExecutedToolFactory,
  jsonSchema,
  type ProviderExecutedToolFactory,
} from "@ai-sdk/provider-utils";
import type { JSONObject } from "@cometapi/core";

/** A tool that the vendor runs: what it is called with and what it returns come as the vendor sends them. */
export function createVendorTool<Settings extends object>(
  id: `${string}.${string}`,
  { supportsDeferredResults = false } = {},
): ProviderExecutedToolFactory<JSONObject, unknown, Settings> {
  return createProviderExecutedToolFactory<JSONObject, unknown, Settings>({
    id,
    inputSchema: jsonSchema<JSONObject>({ type: "object" }),
    outputSchema: jsonSchema({}),
    supportsDeferredResults,
  });
}

/** Where the user is, for search results that fit the place. */
export interface UserLocation {
  type: "approximate";
  city?: string;
  region?: string;
  /** Two letters, as ISO 3166-1 has them. */
  country?: string;
  timezone?: string;
}
