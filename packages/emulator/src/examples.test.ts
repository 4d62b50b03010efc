import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it } from "vitest";

const folder = new URL("../examples/", import.meta.url).pathname;

async function run(...options: string[]): Promise<{ code: unknown; output: string }> {
  const child = spawn(process.execPath, ["--conditions=@cometapi/source", ...options], {
    cwd: folder,
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => {
    output += chunk.toString();
  });
  const [code] = await once(child, "close");
  return { code, output };
}

// The vitest example runs with the other tests; jest is not among the tools of this repository.
describe("the examples", () => {
  it("run under node:test", async () => {
    const { code, output } = await run("--test", "--test-reporter=tap", "node-test.js");
    expect([code, output]).toEqual([0, expect.stringContaining("# pass 1")]);
  });

  it("rehearse an outage", async () => {
    expect(await run("rehearse-an-outage.ts")).toEqual({ code: 0, output: "cut\n" });
  });
});
