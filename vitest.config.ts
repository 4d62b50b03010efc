import { readdirSync } from "node:fs";
import path from "node:path";
import { defineConfig, type TestProjectConfiguration } from "vitest/config";

// Tests and types read the packages' sources, never a build that may be stale.
const conditions = ["@cometapi/source"];

const project = (directory: string): TestProjectConfiguration => ({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    name: path.basename(directory),
    root: directory,
    include: ["src/**/*.test.ts", "examples/**/*.test.ts"],
    typecheck: {
      enabled: true,
      checker: "tsc",
      include: ["src/**/*.test-d.ts"],
      tsconfig: "./tsconfig.json",
    },
    // A developer's own key must never leave the machine by way of a unit test.
    env: { COMETAPI_KEY: "", COMETAPI_API_KEY: "", COMET_API_KEY: "" },
  },
});

const projects = ["packages", "apps"].flatMap((parent) =>
  readdirSync(parent).map((name) => project(`${parent}/${name}`)),
);

export default defineConfig({
  test: {
    projects,
    coverage: { provider: "v8", include: ["src/**/*.ts"] },
  },
});
