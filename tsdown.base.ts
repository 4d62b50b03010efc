import type { UserConfig } from "tsdown";

/** How every published package is built: ESM only, no platform built-ins, checked as npm will serve it. */
export const library: UserConfig = {
  entry: ["src/index.ts"],
  format: "esm",
  platform: "neutral",
  fixedExtension: false,
  target: "es2023",
  dts: true,
  sourcemap: true,
  publint: { strict: true },
  attw: { profile: "esm-only", level: "error" },
};
