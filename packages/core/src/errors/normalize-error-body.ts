import { isObject, parseJSON, textOf } from "../json-access.ts";

/** What an error body says, whatever its shape. */
export interface ErrorDescription {
  message: string | undefined;
  /** The vendor's code. A number is given as text, blank as undefined. */
  code: string | undefined;
  type: string | undefined;
  param: string | undefined;
  /** A status named inside the body, for errors that arrive with HTTP 200. */
  status: number | undefined;
}

const NOTHING: ErrorDescription = {
  message: undefined,
  code: undefined,
  type: undefined,
  param: undefined,
  status: undefined,
};

/** Fields of answers. Some gateways put them, as null, into their errors too. */
const ANSWER_FIELDS = ["choices", "data", "usage", "id"];

/**
 * Reads an error out of a parsed body or stream frame.
 *
 * Understands `{error: {message, code, type, param}}`, `{error: "text"}`, `{message}`, `{detail}`,
 * `{detail: [{msg}]}`, `{msg}`, `{success: false}`, Anthropic's `{type: "error", error: {…}}`, Google's `{error: {code: 429, status}}` and
 * arrays around any of them. Gives undefined for something that is no error.
 *
 * @param canBeAnswer Whether a message beside something that answers have is no error. Default true;
 * false where an error status has told already.
 */
export function normalizeErrorBody(
  body: unknown,
  canBeAnswer = true,
): ErrorDescription | undefined {
  if (Array.isArray(body)) {
    return body.length === 1 ? normalizeErrorBody(body[0], canBeAnswer) : undefined;
  }
  if (!isObject(body)) return undefined;
  const error = body["error"];
  if (isObject(error)) return describe(error, body);
  if (Array.isArray(error)) return normalizeErrorBody(error[0]) ?? { ...NOTHING, message: "error" };
  if (typeof error === "string" && error !== "") {
    return { ...describe(body, body), message: nested(error) ?? error };
  }
  if (
    error === true ||
    body["success"] === false ||
    body["type"] === "error" ||
    body["object"] === "error"
  ) {
    return describe(body, body);
  }
  if (canBeAnswer && ANSWER_FIELDS.some((name) => (body[name] ?? undefined) !== undefined)) {
    return undefined;
  }
  const description = describe(body, body);
  return description.message === undefined ? undefined : description;
}

function describe(error: Record<string, unknown>, body: Record<string, unknown>): ErrorDescription {
  const { status } = error;
  // Google's code repeats the HTTP status, and its status is the code.
  const code =
    (typeof error["code"] === "string" ? textOf(error["code"]) : textOf(status)) ??
    scalarText(error["code"]) ??
    scalarText(status);
  const message =
    textOf(error["message"]) ??
    detailOf(error["detail"]) ??
    textOf(error["msg"]) ??
    textOf(error["error_message"]) ??
    textOf(body["message"]) ??
    upstreamMessage(error["metadata"]);
  return {
    message: message === undefined ? undefined : (nested(message) ?? message),
    code,
    type: textOf(error["type"]) ?? (body["type"] === "error" ? undefined : textOf(body["type"])),
    param: textOf(error["param"]),
    status: statusOf(error["status"]) ?? statusOf(error["code"]) ?? statusOf(body["status"]),
  };
}

/** A text, or that of the first of FastAPI's findings. */
function detailOf(detail: unknown): string | undefined {
  const first: unknown = Array.isArray(detail) ? detail[0] : undefined;
  return textOf(isObject(first) ? first["msg"] : detail);
}

/** The message of an error that a gateway packed as JSON text into its own message. */
function nested(message: string): string | undefined {
  if (!message.startsWith("{")) return undefined;
  return normalizeErrorBody(parseJSON(message))?.message;
}

function upstreamMessage(metadata: unknown): string | undefined {
  return isObject(metadata) ? textOf(metadata["raw"]) : undefined;
}

function scalarText(value: unknown): string | undefined {
  return typeof value === "number" ? String(value) : textOf(value);
}

function statusOf(value: unknown): number | undefined {
  const status = typeof value === "string" ? Number(value) : value;
  return typeof status === "number" && Number.isInteger(status) && status >= 400 && status <= 599
    ? status
    : undefined;
}
