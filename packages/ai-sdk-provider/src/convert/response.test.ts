import type { Cost } from "@cometapi/core";
import { expect, it } from "vitest";
import { convertCharge, convertRequestId, convertResponse, convertWarnings } from "./response.ts";

it("dates a response, and keeps its headers", () => {
  const before = Date.now();
  const headers = { "x-oneapi-request-id": "r-1" };
  const response = convertResponse({ status: 200, headers, requestId: "r-1" }, "whisper-1");
  expect(response).toEqual({ timestamp: expect.any(Date), modelId: "whisper-1", headers });
  expect(response.timestamp.getTime()).toBeGreaterThanOrEqual(before);
});

it("names the request and its cost where they are known", () => {
  const response = { status: 200, headers: {} };
  expect(convertRequestId({ ...response, requestId: "r-1" })).toEqual({ requestId: "r-1" });
  expect(convertRequestId({ ...response, requestId: undefined })).toEqual({});
  const charge: Cost = { usd: 0.5, knownUSD: 0.5, source: "reported", missing: [] };
  expect(convertCharge(charge)).toEqual({ charge });
  expect(convertCharge(undefined)).toEqual({});
});

it("warns of what was not sent, and of what was changed, in core's words", () => {
  const warnings = [
    { option: "seed", action: "dropped", message: "The model takes no seed." },
    { option: "reasoningEffort", action: "changed", message: "It is high." },
  ] as const;
  expect(convertWarnings(warnings)).toEqual([
    { type: "unsupported", feature: "seed", details: "The model takes no seed." },
    { type: "compatibility", feature: "reasoning", details: "It is high." },
  ]);
});
