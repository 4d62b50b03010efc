import type { ChatRequest, ChatWarning } from "../../chat-request.ts";

/** Options that `generateContent` has no field for, and what else there is to do. */
const FOREIGN: readonly (readonly [
  option: keyof ChatRequest,
  isUsed: (request: ChatRequest) => boolean,
  advice: string,
])[] = [
  ["logitBias", isSet("logitBias"), ""],
  ["parallelToolCalls", ({ parallelToolCalls }) => parallelToolCalls === false, ""],
  ["verbosity", isSet("verbosity"), " Say in the system message how much to write."],
  ["user", isSet("user"), ""],
  ["store", ({ store }) => store === true, " It stores no answers."],
  ["promptCacheKey", isSet("promptCacheKey"), " It finds what prompts have in common by itself."],
  ["metadata", isSet("metadata"), " Vertex takes `labels` in `vendorOptions.google`."],
  [
    "cacheControl",
    hasCacheControl,
    " It caches by itself; `cachedContent` in `vendorOptions.google` names a cache.",
  ],
];

/** Reports the options that are set and cannot be sent. */
export function dropForeignOptions(request: ChatRequest, warnings: ChatWarning[]): void {
  for (const [option, isUsed, advice] of FOREIGN) {
    if (!isUsed(request)) continue;
    warnings.push({ option, action: "dropped", message: `Gemini knows no ${option}.${advice}` });
  }
}

function isSet(option: keyof ChatRequest): (request: ChatRequest) => boolean {
  return (request) => request[option] !== undefined;
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
