/** A short program that uses one adapter in its framework. */
export interface Sample {
  /** The adapter's name after `@cometapi/`; the sample's file has it too. */
  adapter: "ai-sdk-provider" | "langchain" | "llamaindex";
  /** The packages that it needs besides the adapter, as named in the catalog of pnpm-workspace.yaml. */
  packages: string[];
  /** A module that exports `answer(settings): Promise<string>`. TypeScript whose types can be erased. */
  code: string;
}

/**
 * The programs. They use the types that users meet first: a model passed to the framework, a tool and a stream.
 */
export const samples: Sample[] = [
  {
    adapter: "ai-sdk-provider",
    packages: ["ai", "zod"],
    code: `import { createCometAPI, type CometAPIProviderSettings } from "@cometapi/ai-sdk-provider";
import { responsesTools } from "@cometapi/ai-sdk-provider/tools";
import { isStepCount, streamText, tool } from "ai";
import { z } from "zod";

export async function answer(settings: CometAPIProviderSettings = {}): Promise<string> {
  const weather = tool({
    description: "Gives the weather of a city",
    inputSchema: z.object({ city: z.string() }),
    execute: ({ city }) => ({ city, celsius: 17.3 }),
  });
  const { textStream } = streamText({
    model: createCometAPI(settings)("gpt-5-mini"),
    prompt: "Say hello world",
    tools: { weather, web_search: responsesTools.webSearch() },
    stopWhen: isStepCount(3),
    providerOptions: { cometapi: { reasoningEffort: "low" } },
  });
  let text = "";
  for await (const delta of textStream) text += delta;
  return text;
}
`,
  },
  {
    adapter: "langchain",
    packages: ["@langchain/core", "zod"],
    code: `import { ChatCometAPI, type ChatCometAPIOptions } from "@cometapi/langchain";
import { tool } from "@langchain/core/tools";
import { z } from "zod";

export async function answer(settings: ChatCometAPIOptions = {}): Promise<string> {
  const weather = tool(({ city }) => \`It is sunny in \${city}.\`, {
    name: "get_weather",
    description: "Gives the weather of a city",
    schema: z.object({ city: z.string() }),
  });
  const model = new ChatCometAPI("gpt-5-mini", settings).bindTools([weather]);
  let text = "";
  for await (const chunk of await model.stream("Say hello world")) text += chunk.text;
  return text;
}
`,
  },
  {
    adapter: "llamaindex",
    packages: ["llamaindex", "@llamaindex/workflow", "zod"],
    code: `import { cometapi, type CometAPISettings } from "@cometapi/llamaindex";
import { Settings, tool } from "llamaindex";
import { z } from "zod";

export async function answer(settings: CometAPISettings = {}): Promise<string> {
  const weather = tool({
    name: "get_weather",
    description: "Gives the weather of a city",
    parameters: z.object({ city: z.string() }),
    execute: ({ city }) => \`It is sunny in \${city}.\`,
  });
  Settings.llm = cometapi({ model: "gpt-5-mini", ...settings });
  const stream = await Settings.llm.chat({
    messages: [{ role: "user", content: "Say hello world" }],
    tools: [weather],
    stream: true,
  });
  let text = "";
  for await (const chunk of stream) text += chunk.delta;
  return text;
}
`,
  },
];
