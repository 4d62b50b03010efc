import { parseModelId } from "../models/parse-model-id.ts";
import { appendFields } from "../transport/append-fields.ts";
import { appendFile } from "../transport/file-input.ts";
import type { VideoRequest } from "./video-request.ts";

/**
 * The form of `POST /v1/videos`.
 *
 * @throws {@link CometAPIError} `invalid-argument` when the reference is not a file, or is empty.
 */
export function convertVideoRequest(request: VideoRequest): FormData {
  const form = new FormData();
  appendFields(form, {
    model: parseModelId(request.model),
    prompt: request.prompt,
    seconds: request.durationSeconds,
    size: request.size,
  });
  if (request.inputReference !== undefined) {
    appendFile(form, request.inputReference, {
      field: "input_reference",
      option: "inputReference",
    });
  }
  appendFields(form, request.extraBody ?? {});
  return form;
}
