import { API_ROWS } from "./model-trait-rows/api-rows.ts";
import { ANTHROPIC_ROWS } from "./model-trait-rows/anthropic-rows.ts";
import { CHINA_ROWS } from "./model-trait-rows/china-rows.ts";
import { GOOGLE_ROWS } from "./model-trait-rows/google-rows.ts";
import { OPENAI_ROWS } from "./model-trait-rows/openai-rows.ts";
import { RELAY_ROWS } from "./model-trait-rows/relay-rows.ts";
import { XAI_ROWS } from "./model-trait-rows/xai-rows.ts";
import type { ModelTraitRow } from "./model-traits.ts";

/**
 * Every model family that needs a changed request or has known limits. If several rows match a model, all of
 * them apply, and later rows win over earlier ones. CometAPI itself documents hardly any of this, so each row
 * names its source. A model without a matching row gets every request as it was given.
 */
export const MODEL_TRAIT_ROWS: readonly ModelTraitRow[] = [
  ...OPENAI_ROWS,
  ...ANTHROPIC_ROWS,
  ...GOOGLE_ROWS,
  ...XAI_ROWS,
  ...CHINA_ROWS,
  ...RELAY_ROWS,
  ...API_ROWS,
];
