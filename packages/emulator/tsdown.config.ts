import { defineConfig } from "tsdown";
import { library } from "../../tsdown.base.ts";

export default defineConfig({
  ...library,
  entry: ["src/index.ts", "src/cli.ts"],
  platform: "node",
  // The fixtures are private to the repository, so the published emulator carries them.
  deps: { alwaysBundle: ["@cometapi/testing"] },
  inputOptions: { resolve: { conditionNames: ["@cometapi/source", "import", "node", "default"] } },
});
