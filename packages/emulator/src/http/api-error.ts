/** The fields of an API error besides its message. */
export interface APIErrorDetails {
  status: number;
  /** CometAPI's code: often empty, sometimes null, in rare cases a number. Default "". */
  code?: string | number | null;
  type?: string;
  /** Left out of the body when undefined, as the service often does. */
  param?: string | null;
  headers?: Readonly<Record<string, string>>;
}

/** An answer of the service that is an error. Handlers throw it; the server turns it into CometAPI's error body. */
export class APIError extends Error {
  override readonly name = "APIError";
  readonly details: APIErrorDetails;

  constructor(message: string, details: APIErrorDetails) {
    super(message);
    this.details = details;
  }
}

/** The body that CometAPI sends for an error. The request id is in the message. */
export function createErrorBody(error: APIError, requestId: string): ErrorBody {
  const { code = "", type = "comet_api_error", param } = error.details;
  return {
    error: {
      message: `${error.message} (request id: ${requestId})`,
      type,
      ...(param === undefined ? {} : { param }),
      code,
    },
  };
}

/** An error in OpenAI's form, which the relay uses on each path. */
export interface ErrorBody {
  error: { message: string; type: string; param?: string | null; code: string | number | null };
}
