import type { Turn } from "./conversation.ts";
import { findFacts } from "./find-facts.ts";
import { findQuestion } from "./find-question.ts";
import { rankPassages } from "./rank-passages.ts";

/** Whether a request asks something that nothing in the conversation answers. */
export function isOpenQuestion(turns: readonly Turn[], request: string): boolean {
  if (!/\?\s*$|^(?:what|who|when|where|which|how|why|tell me|explain)\b/iu.test(request)) {
    return false;
  }
  if (findFacts(request).expression !== undefined) return false;
  const { text, passages } = findQuestion({ turns });
  return (rankPassages(text, passages)[0]?.score ?? 0) < 0.5;
}
