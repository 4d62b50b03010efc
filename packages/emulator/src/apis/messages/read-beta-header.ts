import { APIError } from "../../http/api-error.ts";

// Flags that Amazon Bedrock documents for Claude, to which CometAPI forwards them and which refuses others; and those of
// features that have long been part of it, which clients still send.
const knownFlags: ReadonlySet<string> = new Set([
  "computer-use-2024-10-22",
  "computer-use-2025-01-24",
  "token-efficient-tools-2025-02-19",
  "interleaved-thinking-2025-05-14",
  "output-128k-2025-02-19",
  "dev-full-thinking-2025-05-14",
  "context-1m-2025-08-07",
  "context-management-2025-06-27",
  "effort-2025-11-24",
  "tool-search-tool-2025-10-19",
  "tool-examples-2025-10-29",
  "fine-grained-tool-streaming-2025-05-14",
  "structured-outputs-2025-11-13",
  "prompt-caching-2024-07-31",
  "pdfs-2024-09-25",
]);

/** The flags of the `anthropic-beta` header. Throws the 400 that Bedrock sends for a flag it does not know. */
export function readBetaHeader(header: string | undefined): string[] {
  const flags = (header ?? "").split(",").map((flag) => flag.trim());
  if (flags.every((flag) => flag === "" || knownFlags.has(flag))) return flags;
  throw new APIError(
    "InvokeModel: operation error Bedrock Runtime: InvokeModel, ValidationException: invalid beta flag",
    { status: 400 },
  );
}
