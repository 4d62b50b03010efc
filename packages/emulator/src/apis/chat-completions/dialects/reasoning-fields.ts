import type { ReasoningForm } from "../../../manners/model-manners.ts";

/** The fields of a message or delta that carry thoughts. */
export function encodeReasoning(reasoning: string, form: ReasoningForm): Record<string, string> {
  if (reasoning === "") return {};
  switch (form) {
    case "reasoning_content": {
      return { reasoning_content: reasoning };
    }
    case "reasoning": {
      return { reasoning };
    }
    case "both-fields": {
      return { reasoning_content: reasoning, reasoning };
    }
    case "hidden":
    case "think-tags": {
      return {};
    }
  }
}

/** Thoughts within the content of an answer, as the relay wraps them. */
export function wrapThoughts(reasoning: string): string {
  return reasoning === "" ? "" : `<think>\n${reasoning}\n</think>\n`;
}
