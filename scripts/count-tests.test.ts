import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it, onTestFinished } from "vitest";

const passedFile = { status: "passed", assertionResults: [{ status: "passed" }] };
const failedFile = { status: "failed", assertionResults: [{ status: "failed" }] };
const brokenFile = { status: "failed", assertionResults: [] };

it("counts what vitest counts", () => {
  expect(count(report(7, 1, [passedFile, failedFile]), 1)).toBe("7 1");
  expect(count(report(7, 0, [passedFile]), 0)).toBe("7 0");
});

it("counts a file that could not be loaded as a failure", () => {
  expect(count(report(7, 1, [passedFile, failedFile, brokenFile]), 1)).toBe("7 2");
});

it("counts a run that failed outside its tests as a failure", () => {
  expect(count(report(7, 0, [passedFile]), 1)).toBe("7 1");
});

it.each([
  ["", 1],
  ["", 0],
  ["not JSON", 0],
  [report(0, 0, []), 0],
] as const)("counts a run without tests as a failure: %j", (text, exitCode) => {
  expect(count(text, exitCode)).toBe("0 1");
});

function report(numPassedTests: number, numFailedTests: number, testResults: unknown[]): string {
  return JSON.stringify({ numPassedTests, numFailedTests, testResults });
}

function count(text: string, exitCode: number): string {
  const folder = mkdtempSync(path.join(tmpdir(), "count-tests-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, "report.json");
  if (text !== "") writeFileSync(file, text);
  const script = path.join(import.meta.dirname, "count-tests.mjs");
  return execFileSync(process.execPath, [script, file, String(exitCode)], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  }).trim();
}
