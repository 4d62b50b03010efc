import type { Framework } from "../products/product.ts";
import { nativeAPIs, type TextAPI } from "../text-api.ts";

/** The vendors' own formats for which a framework has a vendor's package. */
export function apisOfPeers(framework: Framework): TextAPI[] {
  return nativeAPIs.filter((api) => framework !== "llamaindex" || api === "responses");
}
