import type { ReceivedResponse } from "../chat/chat-answer.ts";
import { redactHeaders, type Redactor } from "../errors/create-redactor.ts";
import { REQUEST_ID_HEADERS } from "../errors/parse-request-id.ts";

/**
 * What came back before the body of a response, without secrets: some servers repeat the key in a header.
 *
 * The headers are read when somebody asks for them: few do, and reading them took 12 of the 55 µs that a
 * request costs besides `fetch`.
 */
export class ReceivedHead implements ReceivedResponse {
  readonly status: number;
  declare readonly headers: Record<string, string>;
  readonly requestId: string | undefined;
  readonly #received: Headers;
  readonly #redact: Redactor;
  #headers: Record<string, string> | undefined;

  constructor({ type, status, headers }: Response, redact: Redactor) {
    // When a browser must not follow redirects, it gives a redirect the status 0.
    this.status = type === "opaqueredirect" ? 302 : status;
    Object.defineProperty(this, "headers", HEADERS);
    this.requestId = findRequestId(headers, redact);
    this.#received = headers;
    this.#redact = redact;
  }

  static readHeaders(head: ReceivedHead): Record<string, string> {
    head.#headers ??= redactHeaders(Object.fromEntries(head.#received), head.#redact);
    return head.#headers;
  }
}

/**
 * Defined on each object, so that copies and JSON have the headers. One function for all objects: with a function
 * of its own each would take 2 µs to make.
 */
const HEADERS: PropertyDescriptor & ThisType<ReceivedHead> = {
  enumerable: true,
  get() {
    return ReceivedHead.readHeaders(this);
  },
};

function findRequestId(headers: Headers, redact: Redactor): string | undefined {
  for (const name of REQUEST_ID_HEADERS) {
    const id = headers.get(name);
    if (id !== null && id !== "") return redact(id);
  }
  return undefined;
}
