import type { AsyncCaller } from "@langchain/core/utils/async_caller";
import type { ParsedCallOptions } from "./chat-call-options.ts";
import { toLangChainError } from "./errors.ts";

/**
 * Makes a call through LangChain's `caller`, which owns retries and concurrency, and throws errors in
 * LangChain's terms. Core does not retry here, so attempts do not multiply.
 */
export async function withRetries<T>(
  caller: AsyncCaller,
  { signal, maxRetries }: Pick<ParsedCallOptions, "signal" | "maxRetries">,
  attempt: () => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  try {
    return await caller.callWithOptions(
      {
        ...(signal !== undefined && { signal }),
        ...(maxRetries !== undefined && { maxRetries }),
      },
      attempt,
    );
  } catch (error) {
    throw toLangChainError(error);
  }
}
