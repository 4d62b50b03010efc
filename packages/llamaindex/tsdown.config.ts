import { defineConfig } from "tsdown";
import { library } from "../../tsdown.base.ts";
import { collectLicenses } from "./scripts/collect-licenses.ts";

/** In the CommonJS build, because they are published as ESM only: see docs/decisions. */
const bundled = ["@cometapi/core", "p-limit", "yocto-queue"];

export default defineConfig([
  { ...library, publint: false, attw: false },
  {
    ...library,
    format: "cjs",
    // The ESM build before it has cleaned the folder.
    clean: false,
    deps: { alwaysBundle: bundled, onlyBundle: false },
    inputOptions: { resolve: { conditionNames: ["@cometapi/source", "import"] } },
    plugins: [
      {
        name: "third-party-licenses",
        generateBundle(_options, bundle) {
          const chunks = Object.values(bundle).filter((output) => output.type === "chunk");
          const source = collectLicenses(chunks.flatMap(({ moduleIds }) => moduleIds));
          // The build of the types has no modules of others.
          if (source !== "") {
            this.emitFile({ type: "asset", fileName: "THIRD-PARTY-LICENSES", source });
          }
        },
      },
    ],
    attw: { profile: "node16", level: "error" },
  },
]);
