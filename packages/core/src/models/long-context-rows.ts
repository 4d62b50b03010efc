/** The number of input tokens above which a model may cost more than its price says. */
export interface LongContext {
  /** Input tokens up to which the price holds. */
  upToTokens: number;
  /** The highest multiple of the price above that number. */
  factor: number;
}

/** The lowest bound and the highest factor of Anthropic, Google, OpenAI and xAI, for models without a row. */
const USUAL: LongContext = { upToTokens: 200_000, factor: 2 };

/**
 * What the vendors' price lists say about long requests. The catalogue has one price for any length, so above
 * the bound the price is unknown.
 */
const ROWS: readonly (readonly [pattern: RegExp, row: LongContext])[] = [
  // docs.x.ai/docs/models: "higher context pricing" from 128,000 tokens, twice as much.
  [/^grok-4/, { upToTokens: 128_000, factor: 2 }],
  // alibabacloud.com/help/en/model-studio/models: qwen3-coder-plus has steps at 32,000, 128,000 and 256,000
  // tokens, the last with 12 times the output price of the first.
  [/^qw/, { upToTokens: 32_000, factor: 12 }],
  // volcengine.com/docs/82379/1544106: doubao-seed has steps at 32,000 and 128,000 tokens, up to 3 times as much.
  [/^doubao|^seed-/, { upToTokens: 32_000, factor: 3 }],
  // ai.google.dev/gemini-api/docs/pricing, platform.openai.com/docs/pricing: one price for any length.
  [/^gemini-.*flash|^gpt-4\.1|^gpt-4o/, { upToTokens: 10_000_000, factor: 1 }],
];

/** What is known of a model's price for long requests. */
export function findLongContext(modelId: string): LongContext {
  return ROWS.find(([pattern]) => pattern.test(modelId))?.[1] ?? USUAL;
}
