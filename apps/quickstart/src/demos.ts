import type { DemoEvent } from "./demo-event.ts";
import type { Question } from "./question.ts";
import type { FrameworkName } from "./read-arguments.ts";

/** One way of asking, with its title. */
export interface Demo {
  framework: FrameworkName;
  title: string;
  ask: (question: Question) => AsyncIterable<DemoEvent>;
}

/** The demos of some frameworks. No other framework is loaded. */
export async function loadDemos(names: readonly FrameworkName[]): Promise<Demo[]> {
  const demos = await Promise.all(names.map((name) => loaders[name]()));
  return demos.flat();
}

const loaders: Record<FrameworkName, () => Promise<Demo[]>> = {
  "ai-sdk": async () => {
    const { askWithTool } = await import("./frameworks/ai-sdk.ts");
    return [{ framework: "ai-sdk", title: "AI SDK: streamText with a tool", ask: askWithTool }];
  },
  langchain: async () => {
    const { askAgent, askChain } = await import("./frameworks/langchain.ts");
    return [
      { framework: "langchain", title: "LangChain: a chain, prompt to model", ask: askChain },
      { framework: "langchain", title: "LangChain: an agent with a tool", ask: askAgent },
    ];
  },
  llamaindex: async () => {
    const { askQueryEngine } = await import("./frameworks/llamaindex.ts");
    return [
      {
        framework: "llamaindex",
        title: "LlamaIndex: a query engine over the documents",
        ask: askQueryEngine,
      },
    ];
  },
};
