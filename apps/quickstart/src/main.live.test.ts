import { describe, expect, it } from "vitest";
import { frameworkNames } from "./read-arguments.ts";
import { runDemo } from "../test/run-demo.ts";

const key = process.env["COMETAPI_KEY"] ?? "";

// Written from CometAPI's documentation. It was never run against the service itself.
describe.skipIf(key === "")("the demo on CometAPI itself", { timeout: 120_000 }, () => {
  it.each(frameworkNames)("answers through %s", async (framework) => {
    const { exitCode, stdout } = await runDemo(["--framework", framework], { COMETAPI_KEY: key });
    expect(stdout).toContain("17:50");
    expect(exitCode).toBe(0);
  });
});
