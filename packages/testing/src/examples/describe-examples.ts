import { readdirSync, readFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { StartedServer } from "../contract/contract-adapter.ts";

/** An example should teach one thing. A longer one teaches two. */
const MOST_LINES = 25;

/** The examples of a package, and what each must print. */
export interface ExamplesOptions {
  /** The folder of the examples. */
  directory: string;
  /** What each example prints, by its name. An example without an entry fails. */
  printed: Readonly<Record<string, RegExp>>;
  /** The examples that a page quotes in full, by the page's path from the package. */
  shownIn: Readonly<Record<string, readonly string[]>>;
  /** Starts the server that the environment variables of the examples name. */
  start: () => Promise<Pick<StartedServer, "url" | "close">>;
}

/**
 * Tests every example of a package: it runs and prints what it should, it is short, and pages quote it
 * unchanged.
 */
export function describeExamples({ directory, printed, shownIn, start }: ExamplesOptions): void {
  const read = (name: string): string => readFileSync(`${directory}/${name}.ts`, "utf8");
  const names = readdirSync(directory)
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .map((file) => file.slice(0, -".ts".length));
  let server: Pick<StartedServer, "url" | "close">;

  beforeAll(async () => {
    server = await start();
    vi.stubEnv("COMETAPI_KEY", "sk-example");
    vi.stubEnv("COMETAPI_BASE_URL", server.url);
  });
  afterAll(() => {
    vi.unstubAllEnvs();
    return server.close();
  });
  afterEach(() => vi.restoreAllMocks());

  describe.each(names)("%s", (name) => {
    it("prints what it promises", { timeout: 15_000 }, async () => {
      const lines: string[] = [];
      vi.spyOn(console, "log").mockImplementation((...values: unknown[]) => {
        lines.push(values.map(toText).join(" "));
      });
      await import(/* @vite-ignore */ `${directory}/${name}.ts`);
      expect(Object.keys(printed)).toContain(name);
      expect(lines.join("\n")).toMatch(printed[name] ?? "");
    });

    it("is short", () => {
      expect(read(name).trimEnd().split("\n").length).toBeLessThanOrEqual(MOST_LINES);
    });
  });

  it.each(Object.entries(shownIn))("%s shows its examples as they are", (page, shown) => {
    const text = readFileSync(`${directory}/../${page}`, "utf8");
    for (const name of shown) expect(text).toContain(`\`\`\`ts\n${read(name)}\`\`\`\n`);
  });
}

/** What `console.log` would print, closely enough for a pattern. */
function toText(value: unknown): string {
  if (typeof value === "string") return value;
  return typeof value === "number" ? String(value) : JSON.stringify(value);
}
