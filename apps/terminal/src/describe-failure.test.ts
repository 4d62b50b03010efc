import { CometAPIError } from "@cometapi/core";
import { describe, expect, it } from "vitest";
import { describeFailure } from "./describe-failure.ts";

const refused = new CometAPIError({
  code: "rate-limit",
  message: "Too many requests.",
  status: 429,
  requestId: "r1",
});

describe("a failure", () => {
  it("is a sentence with status and request id", () => {
    expect(describeFailure(refused)).toBe("status 429: Too many requests. (request id: r1)");
  });

  it("is found within the errors that frameworks wrap around it", () => {
    const wrapped = new Error("outer", { cause: refused });
    const retried = Object.assign(new Error("retried"), { lastError: wrapped });
    expect(describeFailure(retried)).toBe(describeFailure(refused));
  });

  it("is found in the JSON that the AI SDK keeps of an error within a stream", () => {
    const data: unknown = JSON.parse(JSON.stringify(refused));
    const streamed = Object.assign(new Error("Too many requests."), { data });
    expect(describeFailure(streamed)).toBe(describeFailure(refused));
  });

  it("contains the request id once, and says what to do", () => {
    const error = new CometAPIError({
      code: "model-not-found",
      message: "no channel (request id: r2)",
      status: 503,
      requestId: "r2",
    });
    expect(describeFailure(error)).toBe(
      "status 503: no channel (request id: r2). Choose another model with --model.",
    );
  });

  it("is the plain message of any other error", () => {
    expect(describeFailure(new Error("else"))).toBe("else");
    expect(describeFailure("text")).toBe("text");
  });
});
