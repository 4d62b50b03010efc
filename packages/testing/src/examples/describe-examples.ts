import { readdirSync, readFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { StartedServer } from "../contract/contract-adapter.ts";

/** An example teaches one thing; a longer one teaches two. */
const MOST_LINES = 25;

/** The examples of a package and what they promise. */
export interface ExamplesOptions {
  /** The folder they lie in. */
  directory: string;
  /** What each prints, by its name. An example without an entry fails. */
  printed: Readonly<Record<string, RegExp>>;
  /** Examples that a page shows as they are, by the page's path from the package. */
  shownIn: Readonly<Record<string, readonly string[]>>;
  /** Starts the server that the examples find in the environment. */
  start: () => Promise<Pick<StartedServer, "url" | "close">>;
}

/** Runs every example of a package, and holds it to its length and to the pages that show it. */
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

/** As `console.log` would show it, closely enough to be matched. */
function toText(value: unknown): string {
  if (typeof value === "string") return value;
  return typeof value === "number" ? String(value) : JSON.stringify(value);
}
