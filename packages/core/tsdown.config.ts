import { defineConfig } from "tsdown";
import { libraryForBoth } from "../../tsdown.base.ts";

export default defineConfig({ ...libraryForBoth, entry: ["src/index.ts", "src/money.ts"] });
