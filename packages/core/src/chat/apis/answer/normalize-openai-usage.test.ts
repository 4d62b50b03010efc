import { expect, it } from "vitest";
import { normalizeOpenAIUsage } from "./normalize-openai-usage.ts";

const cacheRead = { inputTokens: { cacheRead: 7 } };
const cacheWrite = { inputTokens: { cacheWrite: 7 } };

it.each([
  [{ thoughts_token_count: 7 }, { outputTokens: { reasoning: 7 } }],
  [{ cache_read_tokens: 7 }, cacheRead],
  [{ cached_prompt_text_tokens: 7 }, cacheRead],
  [{ cache_write_tokens: 7 }, cacheWrite],
  [{ cost_in_usd: 7 }, { cost: 7 }],
  [{ estimated_cost: 7 }, { cost: 7 }],
  [{ prompt_tokens_details: { cache_read_tokens: 7 } }, cacheRead],
  [{ prompt_tokens_details: { cache_read_input_tokens: 7 } }, cacheRead],
  [{ prompt_tokens_details: { cached_prompt_text_tokens: 7 } }, cacheRead],
  [{ prompt_tokens_details: { cache_creation_tokens: 7 } }, cacheWrite],
  [{ prompt_tokens_details: { cache_creation_input_tokens: 7 } }, cacheWrite],
  [{ cache_creation: { ephemeral_5m_input_tokens: 7 } }, cacheWrite],
])("reads the count in %j, and keeps the usage as it came", (usage, expected) => {
  expect(normalizeOpenAIUsage(usage)).toMatchObject({ ...expected, raw: usage });
});
