import { nativeAPIs, type TextAPI } from "../text-api.ts";

/** Where a product belongs. The raw floor belongs to all; core stands for having no framework. */
export type Framework = "core" | "ai-sdk" | "langchain" | "llamaindex";

/**
 * What a product is to the comparison.
 *
 * - `floor`: fetch, line split, `JSON.parse`: what nobody can go below.
 * - `part`: the floor with a part of a product in it.
 * - `nothing`: a model without a network that hands out as much as ours: the framework's own share.
 */
export type Role = "floor" | "part" | "ours" | "peer" | "nothing";

/** What a user installs and imports to have a product. */
export interface ProductPackage {
  /** npm name. */
  name: string;
  /** What is imported, where that is not the package itself. */
  module: string;
  /** The one export a user needs to begin. */
  exportName: string;
}

/** Something that is measured. */
export interface Product {
  id: string;
  /** Name in tables. */
  name: string;
  role: Role;
  framework: Framework | undefined;
  /** The formats in which it is measured; what it weighs is measured where Chat Completions is one. */
  apis: readonly TextAPI[];
  /** Undefined where there is nothing to install. */
  package: ProductPackage | undefined;
}

/** The frameworks by the names people know. */
export const frameworkNames: Readonly<Record<Framework, string>> = {
  core: "Core",
  "ai-sdk": "AI SDK",
  langchain: "LangChain",
  llamaindex: "LlamaIndex",
};

/** Everything that is measured, in the order of the tables. */
export const products: readonly Product[] = [
  {
    id: "raw",
    name: "raw floor",
    role: "floor",
    framework: undefined,
    apis: ["chat"],
    package: undefined,
  },
  part("own-parser", "floor with core's parser"),
  part("eventsource-parser", "floor with eventsource-parser"),
  ours("core", "@cometapi/core", "CometAPIClient"),
  ours("ai-sdk", "@cometapi/ai-sdk-provider", "createCometAPI"),
  peer("ai-sdk", "openai-compatible", "@ai-sdk/openai-compatible", "createOpenAICompatible"),
  peer("ai-sdk", "openrouter", "@openrouter/ai-sdk-provider", "createOpenRouter"),
  peer("ai-sdk", "openai", "@ai-sdk/openai", "createOpenAI", ["chat", "responses"]),
  peer("ai-sdk", "anthropic", "@ai-sdk/anthropic", "createAnthropic", ["messages"]),
  peer("ai-sdk", "google", "@ai-sdk/google", "createGoogleGenerativeAI", ["gemini"]),
  nothing("ai-sdk", "@ai-sdk/provider", "@ai-sdk/provider", "APICallError"),
  ours("langchain", "@cometapi/langchain", "ChatCometAPI"),
  peer("langchain", "openai", "@langchain/openai", "ChatOpenAI", ["chat", "responses"]),
  peer("langchain", "anthropic", "@langchain/anthropic", "ChatAnthropic", ["messages"]),
  peer("langchain", "google", "@langchain/google", "ChatGoogle", ["gemini"]),
  peer("langchain", "openrouter", "@langchain/openrouter", "ChatOpenRouter"),
  nothing(
    "langchain",
    "@langchain/core",
    "@langchain/core/language_models/chat_models",
    "BaseChatModel",
  ),
  ours("llamaindex", "@cometapi/llamaindex", "CometAPI"),
  peer("llamaindex", "openai", "@llamaindex/openai", "OpenAI", ["chat", "responses"]),
  nothing("llamaindex", "@llamaindex/core", "@llamaindex/core/llms", "ToolCallLLM"),
];

/** The frameworks in the order of the tables. */
export const frameworks: readonly Framework[] = ["core", "ai-sdk", "langchain", "llamaindex"];

/** The products that are compared within one framework, the floor included. */
export function productsOf(framework: Framework): Product[] {
  return products.filter((product) => (product.framework ?? framework) === framework);
}

function part(id: string, name: string): Product {
  return {
    id: `core/${id}`,
    name,
    role: "part",
    framework: "core",
    apis: ["chat"],
    package: undefined,
  };
}

function ours(framework: Framework, packageName: string, exportName: string): Product {
  return {
    id: `${framework}/cometapi`,
    name: "CometAPI",
    role: "ours",
    framework,
    apis: ["chat", ...nativeAPIs],
    package: { name: packageName, module: packageName, exportName },
  };
}

function peer(
  framework: Framework,
  name: string,
  packageName: string,
  exportName: string,
  apis: readonly TextAPI[] = ["chat"],
): Product {
  return {
    id: `${framework}/${name}`,
    name: packageName,
    role: "peer",
    framework,
    apis,
    package: { name: packageName, module: packageName, exportName },
  };
}

function nothing(
  framework: Framework,
  packageName: string,
  module: string,
  exportName: string,
): Product {
  return {
    id: `${framework}/nothing`,
    name: "do-nothing model",
    role: "nothing",
    framework,
    apis: ["chat"],
    package: { name: packageName, module, exportName },
  };
}
