import { isObject, parseJSON, textOf } from "../json-access.ts";

/** What an error body says, in one form for all shapes of bodies. */
export interface ErrorDescription {
  message: string | undefined;
  /** The vendor's code. A number becomes text; a blank code becomes undefined. */
  code: string | undefined;
  type: string | undefined;
  param: string | undefined;
  /** A status named inside the body, for errors that arrive with HTTP 200. */
  status: number | undefined;
}

/** Fields of answers. Some relays put them, as null, into their errors too. */
const ANSWER_FIELDS = ["choices", "data", "usage", "id"];

/** Bodies nest errors in errors, but no known one this deep. */
const DEEPEST = 8;

/** How many entries of a list are quoted. */
const MAX_QUOTED = 5;

/**
 * Reads an error out of a parsed body or stream frame. `new-api` itself looks for a message in nine
 * places of a vendor's answer (its `GeneralErrorResponse`) and passes other bodies on unchanged. All nine
 * places are understood, and these shapes that vendors send:
 *
 * - `{error: {message, code, type, param}}`, also as a text, a list of texts or of objects
 * - `{message}`, `{Message}`, `{msg}`, `{err}`, `{error_msg}`, `{detail}`, `{detail: [{loc, msg}]}`,
 *   `{message: {detail: […]}}`, `{errors: […]}`, `{errors: {field: […]}}`
 * - `{base_resp: {status_code, status_msg}}` (MiniMax), `{error_code, error_msg}` (Baidu),
 *   `{header: {code, message}}` (Spark), `{success: false}`, `{type: "error", error}` (Anthropic),
 *   `{error: {code: 429, status}}` (Google), `{response: {error}}` (Responses)
 * - an error packed into another: as JSON text in its message, in `upstream_error`, `metadata.raw`
 *   (OpenRouter), `innererror` (Azure), `details`, and lists around any of them
 *
 * If an error has several messages, all are joined, the outer one first. Code, type and parameter are those
 * of the innermost error, because the vendor wrote that one.
 *
 * @param canBeAnswer Whether a body that has both a message and a field of answers counts as an answer.
 * Default true; false where the HTTP status is an error status.
 * @returns Undefined for a body that is not an error, or that does not say what went wrong.
 */
export function normalizeErrorBody(
  body: unknown,
  { canBeAnswer = true }: { canBeAnswer?: boolean } = {},
): ErrorDescription | undefined {
  return describeBody(body, { canBeAnswer, depth: 0 });
}

/** Whether a value is empty, like the `{}` and `{code: "", message: null}` that some good answers contain. */
export function isBlank(value: unknown, depth = 0): boolean {
  if (typeof value === "string") return value.trim() === "";
  if (typeof value !== "object" || value === null) return !value;
  return depth < DEEPEST && Object.values(value).every((member) => isBlank(member, depth + 1));
}

function describeBody(
  body: unknown,
  { canBeAnswer, depth }: { canBeAnswer: boolean; depth: number },
): ErrorDescription | undefined {
  if (depth > DEEPEST) return undefined;
  if (Array.isArray(body)) {
    if (canBeAnswer && body.length !== 1) return undefined;
    return describeList(body, depth);
  }
  if (!isObject(body)) return canBeAnswer ? undefined : describeText(body, depth);
  const isStated = statesError(body);
  const hasAnswer = ANSWER_FIELDS.some((name) => (body[name] ?? undefined) !== undefined);
  if (!isStated && canBeAnswer && hasAnswer) return undefined;
  const description = describe(body, depth);
  return isStated || description.message !== undefined ? description : undefined;
}

/**
 * Whether a body calls itself an error. It is then an error, whatever other fields it has. An empty error
 * counts only if the body has nothing else.
 */
function statesError(body: Record<string, unknown>): boolean {
  return (
    !isBlank(body["error"]) ||
    (isObject(body["error"]) && Object.keys(body).length === 1) ||
    !isBlank(body["errors"]) ||
    !isBlank(body["error_msg"]) ||
    body["success"] === false ||
    body["type"] === "error" ||
    body["object"] === "error" ||
    hasFailureCode(body["base_resp"], "status_code") ||
    hasFailureCode(body["header"], "code")
  );
}

function hasFailureCode(value: unknown, name: string): boolean {
  return isObject(value) && Number(value[name] ?? 0) !== 0;
}

/** Members that hold an inner error, which is nearer to the cause. */
const INNER_ERRORS = ["error", "upstream_error", "upstream_details"];

/** Members that add to an error. */
const ADDITIONS = ["message", "detail", "details", "innererror"];

function describe(error: Record<string, unknown>, depth: number): ErrorDescription {
  const { response, metadata, base_resp, header } = error;
  const inner = [
    ...INNER_ERRORS.map((name) => error[name]),
    isObject(response) ? response["error"] : undefined,
    isObject(metadata) ? metadata["raw"] : undefined,
    // With the code 0 these two report success.
    hasFailureCode(base_resp, "status_code") ? base_resp : undefined,
    hasFailureCode(header, "code") ? header : undefined,
  ].map((value) => describeMember(value, depth + 1));
  const added = ADDITIONS.map((name) => error[name])
    .filter((value) => typeof value !== "string")
    .map((value) => describeMember(value, depth + 1));
  const listed = describeErrors(error["errors"], depth + 1);
  const own = describeOwn(error, depth);
  const byNearness = [...inner, own, ...added, listed];
  const errorText = textOf(error["error"]);
  return {
    message: joinMessages([
      errorText === undefined ? undefined : inner[0]?.message,
      own.message,
      ...[...inner, ...added, listed].map((member) => member?.message),
    ]),
    code: firstOf(byNearness, "code") ?? nameOf(errorText, own.message),
    type: firstOf(byNearness, "type"),
    param: firstOf(byNearness, "param"),
    status: firstOf(byNearness, "status"),
  };
}

function describeMember(value: unknown, depth: number): ErrorDescription | undefined {
  if (depth > DEEPEST || isBlank(value)) return undefined;
  if (Array.isArray(value)) return describeList(value, depth);
  return isObject(value) ? describe(value, depth) : describeText(value, depth);
}

/** Google's lists of details repeat the message in the words of its own libraries. */
function isGoogleDetail(entry: unknown): boolean {
  return isObject(entry) && typeof entry["@type"] === "string";
}

function describeList(list: readonly unknown[], depth: number): ErrorDescription | undefined {
  const described = list
    .slice(0, MAX_QUOTED)
    .filter((entry) => !isGoogleDetail(entry))
    .map((entry) => describeMember(entry, depth + 1))
    .filter((entry) => entry !== undefined);
  const [first] = described;
  if (first === undefined) return undefined;
  const messages = described.flatMap(({ message }) => message ?? []);
  return { ...first, message: messages.length === 0 ? undefined : messages.join("; ") };
}

/** A list of errors, or what is wrong by field: `{prompt: ["is required"]}`. */
function describeErrors(errors: unknown, depth: number): ErrorDescription | undefined {
  const described = describeMember(errors, depth);
  if (described?.message !== undefined || !isObject(errors)) return described;
  const fields = Object.entries(errors)
    .slice(0, MAX_QUOTED)
    .flatMap(([name, value]) => {
      const message = describeMember(value, depth + 1)?.message;
      return message === undefined ? [] : [{ name, message: `${name}: ${message}` }];
    });
  const message = fields.map((field) => field.message).join("; ");
  return { ...NOTHING, message: textOf(message), param: fields[0]?.name };
}

const NOTHING: ErrorDescription = {
  message: undefined,
  code: undefined,
  type: undefined,
  param: undefined,
  status: undefined,
};

/** Names for the message, the usual ones first. */
const MESSAGE_NAMES = [
  "message",
  "Message",
  "msg",
  "error_message",
  "errorMessage",
  "error_msg",
  "errorMsg",
  "err_msg",
  "errmsg",
  "err",
  "status_msg",
  "error_description",
  "detail",
  "details",
];

/** Names that other things than errors have too. They count only together with a code or a status. */
const LABEL_NAMES = ["description", "title"];

const CODE_NAMES = [
  "code",
  "Code",
  "error_code",
  "errorCode",
  "err_code",
  "errcode",
  "status_code",
];

function describeOwn(error: Record<string, unknown>, depth: number): ErrorDescription {
  const { status, loc } = error;
  const codes = CODE_NAMES.map((name) => error[name]);
  const names = isBlank([status, ...codes]) ? MESSAGE_NAMES : [...MESSAGE_NAMES, ...LABEL_NAMES];
  const text = names.map((name) => textOf(error[name])).find(isKnown);
  const packed = text === undefined ? undefined : unpack(text, depth);
  // Google's code repeats the HTTP status, and its status is the code.
  const statusName = typeof status === "string" && /^[A-Z_]+$/.test(status) ? status : undefined;
  const envelopeType = error["type"] === "error" ? undefined : textOf(error["type"]);
  return {
    message: packed?.message ?? text,
    code:
      packed?.code ??
      codes.map(textOf).find(isKnown) ??
      statusName ??
      codes.map(scalarText).find(isKnown),
    type: packed?.type ?? envelopeType ?? textOf(error["error_type"]) ?? textOf(error["__type"]),
    param: packed?.param ?? textOf(error["param"]) ?? fieldOf(loc),
    status: [status, ...codes, error["statusCode"]].map(statusOf).find(isKnown) ?? packed?.status,
  };
}

/** Where FastAPI found something wrong: `["body", "messages", 0]` is `messages.0`. */
function fieldOf(loc: unknown): string | undefined {
  if (!Array.isArray(loc)) return undefined;
  return textOf(loc.filter((part) => part !== "body").join("."));
}

function describeText(value: unknown, depth: number): ErrorDescription | undefined {
  const text = textOf(value);
  if (text === undefined) return undefined;
  return unpack(text, depth) ?? { ...NOTHING, message: text };
}

/**
 * The error in a text that a relay packed one into as JSON, often between words of its own:
 * `400 {"error": {"message": "no"}} (request id: 1)` says `400 no (request id: 1)`.
 */
function unpack(text: string, depth: number): ErrorDescription | undefined {
  const start = text.indexOf("{");
  const end = text.lastIndexOf("}") + 1;
  if (depth > DEEPEST || start === -1 || end <= start) return undefined;
  const description = describeBody(parseJSON(text.slice(start, end)), {
    canBeAnswer: true,
    depth: depth + 1,
  });
  if (description?.message === undefined) return undefined;
  const message = `${text.slice(0, start)}${description.message}${text.slice(end)}`.trim();
  return { ...description, message };
}

/** Joins the messages in their order, without those that another message contains. */
function joinMessages(messages: readonly (string | undefined)[]): string | undefined {
  const known: string[] = [];
  for (const message of messages) {
    if (message === undefined || known.some((other) => other.includes(message))) continue;
    known.push(message);
  }
  const said = known.filter(
    (message) => !known.some((other) => other !== message && other.includes(message)),
  );
  return said.length === 0 ? undefined : said.join(": ");
}

/** The text of `error` if it is a name and there is a separate message, as in OAuth. */
function nameOf(errorText: string | undefined, message: string | undefined): string | undefined {
  if (errorText === undefined || message === undefined) return undefined;
  return /^[\w.-]{1,64}$/.test(errorText) ? errorText : undefined;
}

function firstOf<K extends keyof ErrorDescription>(
  descriptions: readonly (ErrorDescription | undefined)[],
  name: K,
): ErrorDescription[K] | undefined {
  return descriptions.map((description) => description?.[name]).find(isKnown);
}

function scalarText(value: unknown): string | undefined {
  if (typeof value === "number") return value === 0 ? undefined : String(value);
  return textOf(value);
}

function statusOf(value: unknown): number | undefined {
  const status = typeof value === "string" ? Number(value) : value;
  return typeof status === "number" && Number.isInteger(status) && status >= 400 && status <= 599
    ? status
    : undefined;
}

function isKnown<T>(value: T | undefined): value is T {
  return value !== undefined;
}
