import { expect, it } from "vitest";
import { VERSION } from "../version.ts";
import { convertRequestOptions } from "./request-options.ts";

it("passes the signal and the headers of a call on, and names this package last", () => {
  const { signal: abortSignal } = new AbortController();
  const headers = { "x-team": "blue", "user-agent": "app/1" };
  expect(convertRequestOptions({ abortSignal, headers })).toEqual({
    signal: abortSignal,
    headers: { "x-team": "blue", "user-agent": `app/1 ai-sdk-cometapi/${VERSION}` },
  });
  expect(convertRequestOptions({})).toEqual({
    headers: { "user-agent": `ai-sdk-cometapi/${VERSION}` },
  });
});
