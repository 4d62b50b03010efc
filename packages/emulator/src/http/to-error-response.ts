import { APIError, createErrorBody } from "./api-error.ts";
import type { EmulatorContext } from "./exchange.ts";

/** CometAPI's answer for an error; one that no handler meant is the emulator's own fault and says so. */
export function toErrorResponse(error: Error, context: EmulatorContext): Response {
  const known =
    error instanceof APIError
      ? error
      : new APIError(`the emulator failed: ${error.message}`, {
          status: 500,
          code: "emulator_bug",
        });
  const { requestId } = context.get("exchange");
  const { status, headers, type } = known.details;
  const { error: body } = createErrorBody(known, requestId);
  // On Messages the vendor's own refusals come in Anthropic's envelope, the gateway's in OpenAI's.
  const isAnthropic = context.req.path === "/v1/messages" && type === "invalid_request_error";
  return Response.json(
    isAnthropic
      ? { type: "error", error: { type: body.type, message: body.message } }
      : { error: body },
    { status, ...(headers === undefined ? {} : { headers }) },
  );
}
