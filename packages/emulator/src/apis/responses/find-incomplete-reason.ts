import type { Answer } from "../../engine/answer.ts";

/** Why a response is not complete; undefined for one that is. */
export function findIncompleteReason({ finish }: Answer): string | undefined {
  if (finish === "length") return "max_output_tokens";
  return finish === "content-filter" ? "content_filter" : undefined;
}
