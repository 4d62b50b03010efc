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

/** What a call knows about its answer besides the events. */
export interface AnswerContext {
  /** The requested model, for answers that do not name theirs. */
  model: string;
  /** The text API that carried the answer. */
  api: ChatApiName;
  requestId: string | undefined;
  /** What was left out of the request, or changed in it. */
  warnings: readonly ChatWarning[];
}

/** The end of one choice. */
export interface AnswerEnd {
  metadata: ResponseMetadataEvent | undefined;
  usage: ChatUsage | undefined;
  reason: FinishReason;
  rawReason: string | undefined;
  /** What else the API reports about the end, in its own words. */
  details?: JSONObject | undefined;
  logprobs?: readonly JSONValue[] | undefined;
}

/** The `response_metadata` of an answer. Unknown fields are left out. */
export function createResponseMetadata(
  context: AnswerContext,
  end: AnswerEnd,
): Record<string, unknown> {
  const { metadata, usage } = end;
  const served = metadata?.model ?? context.model;
  return withoutUndefined({
    model_provider: modelProvider,
    api: context.api,
    // LangChain's standard tests read `model`, its integrations write `model_name`.
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
