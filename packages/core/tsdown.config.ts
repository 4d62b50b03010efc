import { defineConfig } from "tsdown";
import { library } from "../../tsdown.base.ts";

export default defineConfig({
  ...library,
  // The second one by itself, because few need it and it would be in every bundle.
  entry: { index: "src/index.ts", "strict-fetch": "src/transport/create-strict-fetch.ts" },
});
