import type { ModelRow } from "./model-row.ts";
import { anthropicRows } from "./rows/anthropic.ts";
import { googleRows } from "./rows/google.ts";
import { openaiRows } from "./rows/openai.ts";
import { othersRows } from "./rows/others.ts";

/**
 * Every model id that the sources name, in the catalogue's order. Ids and figures were collected from CometAPI's
 * documentation and public integrations in November 2026 and not compared with the live service; prices were seen by a
 * third party in August 2026.
 */
export const modelRows: readonly ModelRow[] = [
  ...openaiRows,
  ...anthropicRows,
  ...googleRows,
  ...othersRows,
];
