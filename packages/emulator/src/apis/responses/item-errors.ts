import { APIError } from "../../http/api-error.ts";
import { invalidRequestError } from "../../http/known-errors.ts";

/** 404: an item was referred to by its id and is not stored. */
export function itemNotFoundError(id: string): APIError {
  return new APIError(
    `Item with id '${id}' not found. Items are not persisted when \`store\` is set to false. Try again with \`store\` set to true, or remove this item from your input.`,
    { status: 404, type: "invalid_request_error", param: "input", code: null },
  );
}

/** 400: encrypted reasoning that OpenAI did not write. */
export function unverifiedContentError(content: string): APIError {
  const excerpt = `${content.slice(0, 4)}...${content.slice(-4)}`;
  return new APIError(
    `The encrypted content ${excerpt} could not be verified. Reason: Encrypted content could not be decrypted or parsed.`,
    {
      status: 400,
      type: "invalid_request_error",
      param: null,
      code: "invalid_encrypted_content",
    },
  );
}

/** 400: a call or message came back without the reasoning that led to it. */
export function missingReasoningError(id: string, type: string, reasoningId: string): APIError {
  return invalidRequestError(
    `Item '${id}' of type '${type}' was provided without its required 'reasoning' item: '${reasoningId}'.`,
    "input",
  );
}

/** 400: reasoning came back without what it led to. */
export function missingFollowerError(id: string): APIError {
  return invalidRequestError(
    `Item '${id}' of type 'reasoning' was provided without its required following item.`,
    "input",
  );
}

/** 400: reasoning was sent to a model that does not reason. */
export function unexpectedReasoningError(): APIError {
  return invalidRequestError(
    "Reasoning input items can only be provided to a reasoning or computer use model. Remove reasoning items from your input and try again.",
    "input",
  );
}
