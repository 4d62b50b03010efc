import { APIError, createErrorBody } from "./api-error.ts";
import type { EmulatorContext } from "./exchange.ts";
import { translateMessage } from "./translate-message.ts";

/** CometAPI's answer for an error. An unexpected error says that it is the emulator's own fault. */
export function toErrorResponse(error: Error, context: EmulatorContext): Response {
  const known =
    error instanceof APIError
      ? error
      : new APIError(`the emulator failed: ${error.message}`, {
          status: 500,
          code: "emulator_bug",
        });
  const { requestId } = context.get("exchange");
  const { status, headers, type, code } = known.details;
  const message = translateMessage(known.message, context.req.header("accept-language"));
  const { error: body } = createErrorBody(new APIError(message, known.details), requestId);
  // On Messages what the vendor and the relay refuse comes in Anthropic's envelope, which has no place for the
  // relay's code (new-api, types/error.go, ToClaudeError); what is refused before, for the key or the model,
  // comes in OpenAI's.
  const isAnthropics = type === "invalid_request_error" || code === "convert_request_failed";
  return Response.json(
    context.req.path === "/v1/messages" && isAnthropics
      ? { type: "error", error: { type: body.type, message: body.message } }
      : { error: body },
    { status, ...(headers === undefined ? {} : { headers }) },
  );
}
