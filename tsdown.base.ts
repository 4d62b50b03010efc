import type { UserConfig } from "tsdown";

/** How every published package is built: ESM, no platform built-ins, checked as npm will serve it. */
export const library: UserConfig = {
  entry: ["src/index.ts"],
  format: "esm",
  platform: "neutral",
  fixedExtension: false,
  target: "es2023",
  dts: true,
  sourcemap: true,
  // The maps point to `src`, which is published.
  outputOptions: { sourcemapExcludeSources: true },
  publint: { strict: true },
  attw: { profile: "esm-only", level: "error" },
};

/** The same as ESM and as CommonJS, with types for both, for resolvers that know no `exports` too. */
export const libraryForBoth: UserConfig = {
  ...library,
  format: ["esm", "cjs"],
  attw: { profile: "strict", level: "error" },
};
