import { spawnSync } from "node:child_process";
import path from "node:path";
import { describe, expect, it } from "vitest";

const root = path.dirname(import.meta.dirname);

function run(program: string, ...programArguments: string[]) {
  const conditions = "--conditions=@cometapi/source";
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [conditions, path.join(root, program), ...programArguments],
    { encoding: "utf8", env: { ...process.env, NO_COLOR: "1" } },
  );
  return { status, stdout, stderr };
}

describe.each([
  "apps/benchmark/src/main.ts",
  "apps/langchain-agent/src/main.ts",
  "apps/llamaindex-rag/src/main.ts",
  "apps/quickstart/src/main.ts",
  "packages/emulator/src/cli.ts",
  "scripts/check-consumer.ts",
  "scripts/mutate.ts",
  "scripts/release-check.ts",
  "scripts/release-publish.ts",
])("%s", (program) => {
  it("names an unknown option in one sentence and exits with 2", () => {
    const { status, stdout, stderr } = run(program, "--nonsense");
    expect(stderr).toMatch(/^.*Unknown option '--nonsense'\. .+\.\n$/);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  });

  it("explains its options and exits with 0", () => {
    const { status, stdout, stderr } = run(program, "--help");
    expect(stdout).toMatch(/^ +--\w/m);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });
});
