/** How many causes are followed. `fetch` wraps the reason once or twice; a chain may be circular. */
const MAX_CAUSES = 10;

/** The message of the innermost cause, and its code or "". `fetch` wraps the cause that explains a failure. */
export function describeCause(error: unknown): { detail: string; code: string } {
  if (typeof error === "string") return { detail: error, code: "" };
  let reason: unknown = error;
  for (let depth = 0; depth < MAX_CAUSES; depth += 1) reason = innerReason(reason) ?? reason;
  if (!(reason instanceof Error)) return { detail: "unknown reason", code: "" };
  const code = "code" in reason && typeof reason.code === "string" ? reason.code : "";
  if (reason.message === "") return { detail: code === "" ? reason.name : code, code };
  const isSaid = reason.message.includes(code);
  return { detail: isSaid ? reason.message : `${reason.message} (${code})`, code };
}

function innerReason(error: unknown): Error | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error.cause instanceof Error) return error.cause;
  const first: unknown = error instanceof AggregateError ? error.errors[0] : undefined;
  return first instanceof Error ? first : undefined;
}
