import type { JSONObject, SharedV4Warning } from "@ai-sdk/provider";
import type { ChatWarning, Cost, ReceivedResponse } from "@cometapi/core";

/** The AI SDK's metadata for the response of a call that is not a chat. */
export function convertResponse(
  { headers }: ReceivedResponse,
  modelId: string,
): { timestamp: Date; modelId: string; headers: Record<string, string> } {
  return { timestamp: new Date(), modelId, headers };
}

/** The request id, for `providerMetadata.cometapi`. */
export function convertRequestId({ requestId }: ReceivedResponse): { requestId?: string } {
  return requestId === undefined ? {} : { requestId };
}

/** What an answer cost, for `providerMetadata.cometapi`. Only `includeCost` makes core calculate it. */
export function convertCharge(charge: Cost | undefined): JSONObject {
  return charge === undefined ? {} : { charge: { ...charge } };
}

/** Warnings for what core left out of a request, or changed in it. */
export function convertWarnings(warnings: readonly ChatWarning[]): SharedV4Warning[] {
  return warnings.map(({ option, action, message }) => ({
    type: action === "dropped" ? "unsupported" : "compatibility",
    feature: option === "reasoningEffort" ? "reasoning" : option,
    details: message,
  }));
}
