import { defineConfig } from "tsdown";
import { library } from "../../tsdown.base.ts";

/** In the CommonJS build, because they are published as ESM only: see docs/decisions. */
const bundled = ["@cometapi/core", "eventsource-parser", "p-limit", "yocto-queue"];

export default defineConfig([
  { ...library, publint: false, attw: false },
  {
    ...library,
    format: "cjs",
    // The ESM build before it has cleaned the folder.
    clean: false,
    deps: { alwaysBundle: bundled, onlyBundle: false },
    inputOptions: { resolve: { conditionNames: ["@cometapi/source", "import"] } },
    attw: { profile: "node16", level: "error" },
  },
]);
