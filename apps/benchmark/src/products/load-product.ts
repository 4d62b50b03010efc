import type { CreateClient } from "./client.ts";

/** Imports one product, and nothing of the others. */
export async function loadProduct(id: string): Promise<CreateClient> {
  const [framework = "", name = ""] = id.split("/");
  const load = (await loadFramework(framework))[name];
  if (load === undefined) throw new Error(`There is no product "${id}".`);
  return load();
}

async function loadFramework(
  framework: string,
): Promise<Partial<Record<string, () => Promise<CreateClient>>>> {
  switch (framework) {
    case "core":
      return (await import("./core.ts")).coreProducts;
    case "ai-sdk":
      return (await import("./ai-sdk.ts")).aiSDKProducts;
    case "langchain":
      return (await import("./langchain.ts")).langChainProducts;
    case "llamaindex":
      return (await import("./llamaindex.ts")).llamaIndexProducts;
    default:
      return { "": async () => (await import("./raw.ts")).createRawClient };
  }
}
