import {
  type ChatApiName,
  type ChatUsage,
  type ChatWarning,
  type FinishReason,
  type JSONObject,
  type JSONValue,
  type ResponseMetadataEvent,
  withoutUndefined,
} from "@cometapi/core";
import { mapFinishReason } from "./finish-reason.ts";

/** The name by which LangChain recognizes the provider of a message. */
export const modelProvider = "cometapi";

/** What is known about an answer besides its events. */
export interface AnswerContext {
  /** The id that was asked for, for answers that do not name their model. */
  model: string;
  /** The text API that carried the answer. */
  api: ChatApiName;
  requestId: string | undefined;
  /** What of the request was dropped or changed on its way. */
  warnings: readonly ChatWarning[];
}

/** The end of one choice. */
export interface AnswerEnd {
  metadata: ResponseMetadataEvent | undefined;
  usage: ChatUsage | undefined;
  reason: FinishReason;
  rawReason: string | undefined;
  /** What else the API says of the end, in its own words. */
  details?: JSONObject | undefined;
  logprobs?: readonly JSONValue[] | undefined;
}

/** `response_metadata` of an answer. Fields about which nothing is known are left out. */
export function createResponseMetadata(
  context: AnswerContext,
  end: AnswerEnd,
): Record<string, unknown> {
  const { metadata, usage } = end;
  const served = metadata?.model ?? context.model;
  return withoutUndefined({
    model_provider: modelProvider,
    // LangChain's standard tests read `model`, its integrations write `model_name`.
    api: context.api,
    model: served,
    model_name: served,
    finish_reason: mapFinishReason(end.reason, end.rawReason),
    finish_details: end.details,
    id: metadata?.id,
    created: metadata?.createdAtMs === undefined ? undefined : metadata.createdAtMs / 1000,
    system_fingerprint: metadata?.systemFingerprint,
    service_tier: metadata?.serviceTier,
    usage: usage?.raw,
    cost: usage?.cost,
    charge: usage?.charge,
    request_id: context.requestId,
    logprobs:
      end.logprobs === undefined || end.logprobs.length === 0
        ? undefined
        : { content: end.logprobs },
    warnings: context.warnings.length === 0 ? undefined : context.warnings,
  });
}
