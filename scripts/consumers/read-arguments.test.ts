import { describe, expect, it } from "vitest";
import { type ConsumerChecks, readArguments } from "./read-arguments.ts";

function summarize({ managers, followsReadmes, pages, consumers }: ConsumerChecks) {
  return {
    managers: managers.join(),
    followsReadmes,
    pages: pages.map(({ path }) => path),
    consumers: consumers.map(({ name }) => name),
  };
}

describe("the command line that says how packed packages are used", () => {
  it("takes the READMEs on npm and the quick consumers when nothing is said", () => {
    const checks = readArguments([]);
    expect(summarize(checks)).toMatchObject({ managers: "npm", followsReadmes: true, pages: [] });
    expect(checks.consumers.length).toBeGreaterThan(0);
    expect(checks.consumers.every(({ isQuick }) => isQuick)).toBe(true);
  });

  it("takes everything on every package manager with --all", () => {
    const { pages, consumers, ...rest } = summarize(readArguments(["--all"]));
    expect(rest).toEqual({ managers: "npm,pnpm,yarn", followsReadmes: true });
    expect(pages).toContain("start/nextjs.md");
    expect(consumers.length).toBeGreaterThan(readArguments([]).consumers.length);
  });

  it("takes one page with --only, and nothing else", () => {
    expect(summarize(readArguments(["--only=start/nextjs"]))).toEqual({
      managers: "npm",
      followsReadmes: false,
      pages: ["start/nextjs.md"],
      consumers: [],
    });
  });

  it("takes the pages about other frameworks alone with --works-with", () => {
    const { pages, consumers, followsReadmes } = summarize(readArguments(["--works-with"]));
    expect(pages).toContain("works-with/mastra.md");
    expect([consumers, followsReadmes]).toEqual([[], false]);
  });

  it.each([
    [["--only", "nothing"], '--only "nothing" fits no page and no consumer of start/ai-sdk.md, '],
    [["--only", "("], '--only needs a regular expression, not "(".'],
    [["--works-with", "--all"], "--works-with takes no other option."],
    [["--quick"], "Unknown option '--quick'. The options are --all, --only, --works-with, --help."],
  ])("refuses %j", (argv, message) => {
    expect(() => readArguments(argv)).toThrow(message);
  });
});
