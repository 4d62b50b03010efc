import type { JSONObject } from "@ai-sdk/provider";
import type { Cost } from "@cometapi/core";

/** What an answer cost, as a member of `providerMetadata.cometapi`. Absent unless `includeCost` asks for it. */
export function convertCharge(charge: Cost | undefined): JSONObject {
  return charge === undefined ? {} : { charge: { ...charge } };
}
