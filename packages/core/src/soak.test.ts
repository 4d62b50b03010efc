import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { CHAT_API_NAMES } from "./chat/chat-api-name.ts";

/** Streams at once: few as a rule, 2,000 by `npm run test:full`. */
const streams = process.env["MODE"] === "full" ? 2000 : 150;
const script = resolve(import.meta.dirname, "../scripts/soak.ts");

interface Report {
  outcomes: Record<string, number>;
  heapBytes: [number, number, number];
  leftOver: string[];
}

describe(`${streams} streams at once, from a server that fails in every way`, () => {
  it("all end in an answer or a typed error, and leave nothing behind", async () => {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [
      "--conditions=@cometapi/source",
      "--expose-gc",
      "--trace-warnings",
      script,
      String(streams),
    ]);
    const { outcomes, heapBytes, leftOver }: Report = JSON.parse(stdout);
    expect(stderr, "no warning about listeners or rejections").toBe("");
    expect(Object.values(outcomes).reduce((a, b) => a + b)).toBe(streams);
    for (const outcome of Object.keys(outcomes)) {
      expect(outcome).toMatch(/^(?:\w+ answer|error): |^left$|^aborted$/);
    }
    for (const api of CHAT_API_NAMES) expect(outcomes).toHaveProperty([`${api} answer: stop`]);
    expect(leftOver, "sockets and timers still open").toEqual([]);
    const [, second, third] = heapBytes;
    expect(third / second, "heap after a third wave, to the second").toBeLessThan(1.15);
  }, 120_000);
});
