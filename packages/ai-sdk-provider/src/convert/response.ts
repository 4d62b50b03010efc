import type { JSONObject } from "@ai-sdk/provider";
import type { Cost, ReceivedResponse } from "@cometapi/core";

/** The AI SDK's metadata for the response of a call that is not a chat. */
export function convertResponse(
  { headers }: ReceivedResponse,
  modelId: string,
): { timestamp: Date; modelId: string; headers: Record<string, string> } {
  return { timestamp: new Date(), modelId, headers };
}

/** What `providerMetadata.cometapi` says about every response. */
export function convertRequestId({ requestId }: ReceivedResponse): { requestId?: string } {
  return requestId === undefined ? {} : { requestId };
}

/** What an answer cost, as a member of `providerMetadata.cometapi`. Absent unless `includeCost` asks for it. */
export function convertCharge(charge: Cost | undefined): JSONObject {
  return charge === undefined ? {} : { charge: { ...charge } };
}
