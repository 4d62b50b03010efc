import type { ChatRequest, ChatWarning } from "../../chat-request.ts";

/** Reports what `generateContent` has no field for, besides the plain options that it lacks. */
export function dropForeignOptions(request: ChatRequest, warnings: ChatWarning[]): void {
  const drop = (option: keyof ChatRequest, advice = ""): void => {
    const message = `${option} was not sent: Gemini does not have it.${advice}`;
    warnings.push({ option, action: "dropped", message });
  };
  if (request.parallelToolCalls === false) drop("parallelToolCalls");
  if (hasCacheControl(request)) {
    drop(
      "cacheControl",
      " It caches by itself; `cachedContent` in `vendorOptions.google` names a cache.",
    );
  }
}

function hasCacheControl({ cacheControl, messages, tools = [] }: ChatRequest): boolean {
  return (
    cacheControl !== undefined ||
    tools.some((tool) => tool.type === "function" && tool.cacheControl !== undefined) ||
    messages.some(
      ({ content }) =>
        typeof content !== "string" &&
        content.some((part) => "cacheControl" in part && part.cacheControl !== undefined),
    )
  );
}
