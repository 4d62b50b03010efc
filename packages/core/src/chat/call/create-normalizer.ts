import { toCometAPIError } from "../../errors/to-comet-api-error.ts";
import type { CallMeter } from "../../money/call-meter.ts";
import type { TransportResponse } from "../../transport/transport-request.ts";
import type { ChatApi, ChatNormalizer, NormalizerContext } from "../apis/chat-api.ts";

/** What reading an answer depends on, besides the response. */
export interface ReadContext extends Pick<
  NormalizerContext,
  "request" | "traits" | "generateId" | "includeRaw"
> {
  /** The API that carries the answer. */
  api: ChatApi;
  /** Records what the answer cost. */
  callMeter: CallMeter | undefined;
}

/** The normalizer for one response of an API. */
export function createNormalizer(
  { received, url, redact, locate }: TransportResponse,
  { api, request, traits, includeRaw, generateId }: ReadContext,
): ChatNormalizer {
  return api.createNormalizer({
    request,
    traits,
    includeRaw,
    generateId,
    locate,
    toError: (frame) => {
      const body = JSON.stringify(frame);
      return toCometAPIError({ ...received, status: 200, body, url, redact });
    },
  });
}
