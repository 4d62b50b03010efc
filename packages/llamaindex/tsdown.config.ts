import { defineConfig } from "tsdown";
import { library } from "../../tsdown.base.ts";

export default defineConfig([
  { ...library, publint: false, attw: false },
  {
    ...library,
    format: "cjs",
    // The ESM build before it has cleaned the folder.
    clean: false,
    // Core is published as ESM only: see docs/decisions.
    deps: { alwaysBundle: ["@cometapi/core"], onlyBundle: false },
    inputOptions: { resolve: { conditionNames: ["@cometapi/source", "import"] } },
    attw: { profile: "node16", level: "error" },
  },
]);
