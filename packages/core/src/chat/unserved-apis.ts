import { CometAPIError } from "../errors/comet-api-error.ts";
import type { ChatApiName } from "./chat-api-name.ts";

/** Remembers which models a server was found not to serve by which API. Lives as long as the client. */
export class UnservedApis {
  readonly #known = new Set<string>();

  has(model: string, api: ChatApiName): boolean {
    return this.#known.has(`${api} ${model}`);
  }

  add(model: string, api: ChatApiName): void {
    // Model ids may come from outside. Made-up ids must not fill the memory.
    if (this.#known.size >= MAX_KNOWN) this.#known.clear();
    this.#known.add(`${api} ${model}`);
  }
}

const MAX_KNOWN = 200;

/**
 * Whether an error says that the server does not serve the model by this API: new-api answers 500
 * `convert_request_failed` where a channel cannot take the format, and 503 `model_not_found` where no
 * channel is left. On Messages only the words of the message show it, because Anthropic's errors have no
 * field for the relay's code. Other servers do not know the path.
 */
export function isUnserved(error: unknown): boolean {
  if (!CometAPIError.isInstance(error)) return false;
  return (
    error.code === "model-not-found" ||
    error.status === 404 ||
    error.status === 405 ||
    (error.status === 500 && isConversionFailure(error))
  );
}

function isConversionFailure({ code, message }: CometAPIError): boolean {
  return (
    code === "invalid-request" &&
    /not implemented|not available|convert_request_failed/i.test(message)
  );
}
