import { classifyError } from "../errors/classify-error.ts";
import { CometAPIError } from "../errors/comet-api-error.ts";
import { redactKeyLike } from "../errors/create-redactor.ts";
import type { VideoJob } from "./video-request.ts";

/** The error for a video that failed. Asking for the same job again cannot help. */
export function toVideoError({ id, error, rawStatus, response, raw }: VideoJob): CometAPIError {
  const message = error?.message ?? `its status is ${rawStatus}`;
  const { code } = classifyError(undefined, {
    message,
    code: error?.code,
    type: undefined,
    param: undefined,
    status: undefined,
  });
  return new CometAPIError({
    code,
    message: redactKeyLike(`Video ${id} failed: ${message}`),
    status: response.status,
    requestId: response.requestId,
    vendorCode: error?.code,
    headers: response.headers,
    body: redactKeyLike(JSON.stringify(raw)),
  });
}
