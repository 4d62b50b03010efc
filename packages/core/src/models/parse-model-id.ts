import { CometAPIError } from "../errors/comet-api-error.ts";

/** What LiteLLM and OpenCode put before an id to say which service it belongs to. */
const SERVICE_PREFIX = /^cometapi\//i;

/**
 * The model id as the service knows it: trimmed, and without a leading `cometapi/`. Any other text
 * passes, so that a model newer than this package can be used.
 *
 * @throws {@link CometAPIError} `invalid-argument` for a blank id, or one that is not a text.
 */
export function parseModelId(modelId: string): string {
  const id = typeof modelId === "string" ? withoutServicePrefix(modelId) : "";
  if (id === "") {
    throw new CometAPIError({
      code: "invalid-argument",
      message:
        'The model id is missing. Pass one as `model`, for example "gpt-5-mini"; ' +
        "https://api.cometapi.com/api/models lists them.",
    });
  }
  return id;
}

/** A model id, trimmed and without a leading `cometapi/`. */
export function withoutServicePrefix(modelId: string): string {
  return modelId.trim().replace(SERVICE_PREFIX, "").trim();
}
