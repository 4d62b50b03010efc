import { spawn, spawnSync } from "node:child_process";
import path from "node:path";
import { expect, it } from "vitest";

const script = path.join(import.meta.dirname, "with-toolchain.mjs");

it("runs a command on the repository's own Node, arguments untouched", () => {
  const print = "console.log(process.version, process.argv[1])";
  const { stdout, status } = run(["node", "--eval", print, "two words"]);
  expect([stdout, status]).toEqual(["v26.10.0 two words\n", 0]);
});

it("passes the exit code on", () => {
  expect(run(["node", "--eval", "process.exit(3)"]).status).toBe(3);
});

it("passes a signal on and waits until the command has handled it", async () => {
  const wait =
    'process.on("SIGTERM", () => process.exit(5)); setInterval(() => {}, 9999); console.log()';
  const child = spawn(process.execPath, [script, "node", "--eval", wait]);
  child.stdout.once("data", () => child.kill("SIGTERM"));
  expect(await new Promise((resolve) => child.on("close", resolve))).toBe(5);
});

it("reports a command that was killed as a shell does", () => {
  expect(run(["node", "--eval", 'process.kill(process.pid, "SIGKILL")']).status).toBe(137);
});

it("says in one line what it cannot start", () => {
  const { stderr, status } = run(["no-such-command"]);
  expect(stderr).toContain("no-such-command could not be started: spawn no-such-command ENOENT\n");
  expect(status).toBe(127);
});

it("explains its use when no command is given", () => {
  const { stderr, status } = run([]);
  expect(stderr).toMatch(/^Usage: /);
  expect(status).toBe(2);
});

function run(argv: readonly string[]): { stdout: string; stderr: string; status: number | null } {
  return spawnSync(process.execPath, [script, ...argv], { encoding: "utf8" });
}
