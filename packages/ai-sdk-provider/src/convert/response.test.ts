import { expect, it } from "vitest";
import { convertResponse } from "./response.ts";

it("dates a response, and keeps its headers", () => {
  const before = Date.now();
  const headers = { "x-oneapi-request-id": "r-1" };
  const response = convertResponse({ status: 200, headers, requestId: "r-1" }, "whisper-1");
  expect(response).toEqual({ timestamp: expect.any(Date), modelId: "whisper-1", headers });
  expect(response.timestamp.getTime()).toBeGreaterThanOrEqual(before);
});
