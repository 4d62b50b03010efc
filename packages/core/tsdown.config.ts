import { defineConfig } from "tsdown";
import { library, libraryForBoth } from "../../tsdown.base.ts";

export default defineConfig([
  { ...libraryForBoth, entry: ["src/index.ts", "src/money.ts"] },
  {
    ...library,
    entry: ["cli/cometapi-bill.ts"],
    platform: "node",
    dts: false,
    sourcemap: false,
    publint: false,
    attw: false,
    // Both write into one folder.
    clean: false,
    deps: { neverBundle: [/^@cometapi\/core/] },
  },
]);
