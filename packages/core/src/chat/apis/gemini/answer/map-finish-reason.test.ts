import { expect, it } from "vitest";
import { mapFinishReason } from "./map-finish-reason.ts";

it.each([
  ["stop", ["STOP"]],
  ["length", ["MAX_TOKENS", "CONTINUATION"]],
  [
    "content-filter",
    [
      "SAFETY",
      "RECITATION",
      "BLOCKLIST",
      "PROHIBITED_CONTENT",
      "SPII",
      "IMAGE_SAFETY",
      "IMAGE_PROHIBITED_CONTENT",
      "IMAGE_RECITATION",
      "MODEL_ARMOR",
      "JAILBREAK",
    ],
  ],
  [
    "error",
    [
      "MALFORMED_FUNCTION_CALL",
      "UNEXPECTED_TOOL_CALL",
      "TOO_MANY_TOOL_CALLS",
      "MALFORMED_RESPONSE",
      "MISSING_THOUGHT_SIGNATURE",
    ],
  ],
  ["other", ["LANGUAGE", "FINISH_REASON_UNSPECIFIED"]],
] as const)("an answer ends by %s where Google says so in any of its words", (reason, words) => {
  expect(words.map(mapFinishReason)).toEqual(words.map(() => reason));
});
