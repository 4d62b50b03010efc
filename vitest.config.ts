import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { defineConfig, type TestProjectConfiguration } from "vitest/config";

// Tests and types read the packages' sources, never a build that may be stale.
const conditions = ["@cometapi/source"];

// A developer's own key and server must never be reached by way of a test that is not meant to.
const withoutCometAPI = Object.fromEntries(
  [
    "COMETAPI_KEY",
    "COMETAPI_API_KEY",
    "COMET_API_KEY",
    "COMETAPI_BASE_URL",
    "COMETAPI_API_BASE",
  ].map((name) => [name, ""]),
);

// LangChain's own suite runs where its source is; it is not published, and so no part of other runs.
const external =
  (process.env["LANGCHAIN_STANDARD_TESTS"] ?? "") === "" ? ["**/original-standard.test.ts"] : [];

/** What a package sets up once for all its tests, where it has something to. */
const globalSetup = (directory: string): { globalSetup?: string } => {
  const file = path.resolve(directory, "test/global-setup.ts");
  return existsSync(file) ? { globalSetup: file } : {};
};

const project = (directory: string, isLive: boolean): TestProjectConfiguration => ({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    name: directory === "." ? "repository" : path.basename(directory),
    root: directory,
    include: isLive ? ["src/**/*.live.test.ts"] : ["{src,cli,examples,scripts}/**/*.test.ts"],
    ...(isLive ? {} : globalSetup(directory)),
    exclude: isLive ? [] : ["**/*.live.test.ts", ...external],
    env: isLive ? {} : withoutCometAPI,
    setupFiles: isLive ? [path.join(import.meta.dirname, "scripts/live/set-up.ts")] : [],
    // A busy machine is no failure: many tests start servers, processes and compilers side by side.
    testTimeout: 20_000,
    typecheck: {
      enabled: !isLive,
      checker: "tsc",
      include: ["src/**/*.test-d.ts"],
      tsconfig: "./tsconfig.json",
    },
  },
});

const directories = ["packages", "apps"]
  .flatMap((parent) => readdirSync(parent).map((name) => `${parent}/${name}`))
  .concat("docs", ".");

/** `vitest run --mode live` runs the tests that call CometAPI itself; they need COMETAPI_KEY. */
export default defineConfig(({ mode }) => ({
  test: {
    projects: directories.map((directory) => project(directory, mode === "live")),
    coverage: { provider: "v8", include: ["src/**/*.ts"] },
  },
}));
