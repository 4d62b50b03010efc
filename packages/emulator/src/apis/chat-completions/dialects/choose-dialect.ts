import type { Provider } from "../../../catalogue/model-row.ts";
import type { ChatDialect } from "./chat-dialect.ts";
import { claudeDialect } from "./claude-dialect.ts";
import { geminiDialect } from "./gemini-dialect.ts";
import { openaiDialect } from "./openai-dialect.ts";

/** The dialect in which a vendor's models answer. */
export function chooseDialect(provider: Provider): ChatDialect {
  if (provider === "Anthropic") return claudeDialect;
  return provider === "Google" ? geminiDialect : openaiDialect;
}
