import { expect, it } from "vitest";
import { findNearestModels } from "./find-nearest-models.ts";

it.each([
  ["gpt-5-mni", ["gpt-5", "gpt-5-mini"]],
  ["GPT5 mini", ["gpt-5-mini"]],
  ["claude-sonnet-4.5", ["claude-sonnet-4-5"]],
  ["anthropic/claude-4.5-sonnet", ["claude-sonnet-4-5"]],
  ["claude-sonnet-4-5-20250929", ["claude-sonnet-4-5", "claude-sonnet-4-20250514"]],
  ["gemini-3-pro", ["gemini-3-pro-image", "gemini-3-pro-preview", "gemini-3-pro-image-preview"]],
  ["text-embeding-3-small", ["text-embedding-3-small"]],
  ["wisper", ["whisper-1"]],
  ["my-own-finetune-of-llama", []],
])("%s may have been meant for %j", (model, nearest) => {
  expect(findNearestModels(model)).toEqual(nearest);
});
