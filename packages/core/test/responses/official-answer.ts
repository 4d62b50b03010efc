import { createOpenAI } from "@ai-sdk/openai";
import { isJSONObject, isObject, parseJSON, textOf } from "../../src/json-access.ts";
import type { ChatRequest, VendorTool } from "../../src/chat/chat-request.ts";
import type { JSONObject } from "../../src/json.ts";
import { respond, type Sample } from "../recorded-sample.ts";

/** An answer, as far as both tell it. */
export interface Answer {
  id: string | undefined;
  model: string | undefined;
  createdAtMs: number | undefined;
  text: string;
  reasoning: string;
  calls: { id: string; name: string; input: unknown }[];
  vendorCalls: { id: string; name: string; input: unknown }[];
  vendorResults: { id: string; name: string; result: unknown }[];
  citations: { url: string; title: unknown; startIndex: unknown; endIndex: unknown }[];
  finishReason: string;
  usage: unknown;
}

const TOOLS: readonly [string, JSONObject][] = [
  ["web_search", {}],
  ["file_search", { vectorStoreIds: ["v"] }],
  ["code_interpreter", {}],
  ["local_shell", {}],
  ["shell", { environment: { type: "containerAuto" } }],
  ["apply_patch", {}],
  ["mcp", { serverLabel: "zip1", serverUrl: "https://zip1.example/mcp" }],
  ["programmatic_tool_calling", {}],
  ["tool_search", { execution: "client" }],
];

const FUNCTIONS = ["calculator", "get_weather", "getInventory"].map((name) => ({
  type: "function" as const,
  name,
}));

const vendorTools = TOOLS.map(([name, args]): VendorTool => {
  return { type: "vendor", id: `openai.${name}`, name: `my_${name}`, args };
});

/** What both are asked. */
export const request: ChatRequest = {
  model: "gpt-5.5",
  messages: [{ role: "user", content: "Hi" }],
  tools: [...FUNCTIONS, ...vendorTools],
};

type OfficialModel = ReturnType<ReturnType<typeof createOpenAI>["responses"]>;
type CallOptions = Parameters<OfficialModel["doStream"]>[0];
export type OfficialPart = Awaited<ReturnType<OfficialModel["doGenerate"]>>["content"][number];

const callOptions: CallOptions = {
  prompt: [{ role: "user", content: [{ type: "text", text: "Hi" }] }],
  tools: [
    ...FUNCTIONS.map(({ type, name }) => ({
      type,
      name,
      inputSchema: { type: "object" as const },
    })),
    ...vendorTools.map(({ id, name, args }) => ({
      type: "provider" as const,
      id: `openai.${id.replace("openai.", "")}` as const,
      name,
      args,
    })),
  ],
  providerOptions: { openai: { store: false } },
};

function createOfficial(fetch: typeof globalThis.fetch): OfficialModel {
  return createOpenAI({ apiKey: "sk", baseURL: "https://api.cometapi.com/v1", fetch }).responses(
    "gpt-5.5",
  );
}

/** The official package's answer, and as parts of content, whether it came whole or streamed. */
export async function readTheirs(
  sample: Sample,
): Promise<{ answer: Answer; content: OfficialPart[] }> {
  const model = createOfficial(async () => respond(sample));
  const answer: Answer = {
    id: undefined,
    model: undefined,
    createdAtMs: undefined,
    text: "",
    reasoning: "",
    calls: [],
    vendorCalls: [],
    vendorResults: [],
    citations: [],
    finishReason: "",
    usage: undefined,
  };
  const content: OfficialPart[] = [];
  if (sample.isStream) {
    const blocks = new Map<string, OfficialPart>();
    for await (const part of (await model.doStream(callOptions)).stream) {
      switch (part.type) {
        case "text-start":
        case "reasoning-start": {
          const type = part.type === "text-start" ? "text" : "reasoning";
          const block: OfficialPart = { type, text: "", ...pickMetadata(part) };
          blocks.set(`${type} ${part.id}`, block);
          content.push(block);
          break;
        }
        case "text-delta":
        case "reasoning-delta": {
          const block = blocks.get(`${part.type.replace("-delta", "")} ${part.id}`);
          if (block !== undefined && "text" in block) block.text += part.delta;
          break;
        }
        case "text-end":
        case "reasoning-end": {
          const block = blocks.get(`${part.type.replace("-end", "")} ${part.id}`);
          if (block !== undefined) Object.assign(block, part, { type: block.type });
          break;
        }
        case "tool-call":
        case "tool-result":
          content.push(part);
          break;
        case "response-metadata":
          Object.assign(answer, {
            id: part.id,
            model: part.modelId,
            createdAtMs: part.timestamp?.getTime(),
          });
          break;
        case "finish":
          Object.assign(answer, describeEnd(part));
          break;
        default:
      }
    }
  } else {
    const result = await model.doGenerate(callOptions);
    content.push(...result.content);
    Object.assign(answer, describeEnd(result), {
      id: result.response?.id,
      model: result.response?.modelId,
      createdAtMs: result.response?.timestamp?.getTime(),
    });
  }
  for (const part of content) addPart(answer, part);
  return { answer, content };
}

function pickMetadata({ providerMetadata }: Pick<OfficialPart, "providerMetadata">) {
  return providerMetadata === undefined ? {} : { providerMetadata };
}

function describeEnd({
  finishReason,
  usage,
}: Pick<Awaited<ReturnType<OfficialModel["doGenerate"]>>, "finishReason" | "usage">) {
  return {
    finishReason: finishReason.unified,
    usage: {
      inputTokens: usage.inputTokens.total,
      cacheRead: usage.inputTokens.cacheRead,
      outputTokens: usage.outputTokens.total,
      reasoning: usage.outputTokens.reasoning,
    },
  };
}

function addPart(answer: Answer, part: OfficialPart): void {
  switch (part.type) {
    case "text": {
      answer.text += part.text;
      const { citations = [] } = { citations: undefined, ...part };
      for (const { source, startIndex, endIndex } of citations) {
        if (source.sourceType !== "url") continue;
        answer.citations.push({ url: source.url, title: source.title, startIndex, endIndex });
      }
      break;
    }
    case "reasoning":
      if (part.text === "") break;
      answer.reasoning += answer.reasoning === "" ? part.text : `\n\n${part.text}`;
      break;
    case "tool-call": {
      const call = { id: part.toolCallId, name: part.toolName, input: parseJSON(part.input) };
      if (part.providerExecuted === true) answer.vendorCalls.push(call);
      else answer.calls.push(call);
      break;
    }
    case "tool-result":
      answer.vendorResults.push({
        id: part.toolCallId,
        name: part.toolName,
        result: JSON.parse(JSON.stringify(part.result)),
      });
      break;
    default:
  }
}

/** What of the next request both must send: text with its phase, reasoning, and calls. */
export function describeNextInput(body: unknown): object[] {
  const items = isObject(body) && Array.isArray(body["input"]) ? body["input"] : [];
  return items.filter(isJSONObject).flatMap((item): object[] => {
    const { type, role, phase, content, encrypted_content: encrypted } = item;
    if (type === "reasoning") return [{ encrypted, text: JSON.stringify(item["summary"]) }];
    if (role === "assistant") return [{ text: readText(content), phase }];
    if (type === "function_call" || type === "apply_patch_call" || type === "local_shell_call") {
      const { id: _id, status: _status, ...call } = item;
      return [call];
    }
    return [];
  });
}

function readText(content: unknown): string {
  if (typeof content === "string") return content;
  const parts = Array.isArray(content) ? content : [];
  return parts.map((part) => (isObject(part) ? textOf(part["text"]) : "")).join("");
}

/** What the official package would send next. */
export async function writeTheirNextInput(content: readonly OfficialPart[]): Promise<object[]> {
  let body: unknown;
  const model = createOfficial(async (_input, init) => {
    body = typeof init?.body === "string" ? parseJSON(init.body) : undefined;
    return new Response("{}", { status: 400 });
  });
  const parts = content.flatMap((part): object[] => {
    const providerOptions = part.providerMetadata;
    if (part.type === "tool-call") {
      return [{ ...part, input: parseJSON(part.input), providerOptions }];
    }
    return part.type === "text" || part.type === "reasoning" ? [{ ...part, providerOptions }] : [];
  });
  const prompt: CallOptions["prompt"] = JSON.parse(
    JSON.stringify([...callOptions.prompt, { role: "assistant", content: parts }]),
  );
  await Promise.allSettled([model.doGenerate({ ...callOptions, prompt })]);
  return describeNextInput(body);
}
