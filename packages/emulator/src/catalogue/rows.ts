import type { ModelRow } from "./model-row.ts";
import { anthropicRows } from "./rows/anthropic.ts";
import { googleRows } from "./rows/google.ts";
import { openaiRows } from "./rows/openai.ts";
import { otherRows } from "./rows/other.ts";

/**
 * Every model id that the sources name, in the catalogue's order. Ids were collected from CometAPI's
 * documentation and public integrations in November 2026 and not compared with the live service; prices were seen by a
 * third party in August 2026. The sources write five families without an id ("veo 3.1", "wan 2.7", "FLUX.2 Pro",
 * "minimax-*", "o3"); their ids here are the likely ones.
 */
export const modelRows: readonly ModelRow[] = [
  ...openaiRows,
  ...anthropicRows,
  ...googleRows,
  ...otherRows,
];
