import { defineConfig } from "tsdown";
import { library } from "../../tsdown.base.ts";

export default defineConfig({
  ...library,
  entry: ["src/index.ts", "src/cli.ts"],
  platform: "node",
  // The fixtures are private to the repository, and of core only the table of models is used: both are carried along.
  deps: { alwaysBundle: ["@cometapi/testing", "@cometapi/core"] },
  // Whose sources are not published with it.
  outputOptions: { sourcemapExcludeSources: false },
  inputOptions: { resolve: { conditionNames: ["@cometapi/source", "import", "node", "default"] } },
});
