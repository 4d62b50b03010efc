import { createGoogle } from "@ai-sdk/google";
import { isJSONObject, parseJSON } from "../../src/json-access.ts";
import type { JSONObject } from "../../src/json.ts";

/** An answer, as far as both tell it. */
export interface OfficialAnswer {
  id: string | undefined;
  text: string;
  reasoning: string;
  calls: { name: string; input: unknown }[];
  vendorCalls: { name: string; input: unknown }[];
  vendorResults: { name: string; result: unknown }[];
  images: { mediaType: string; data: unknown }[];
  /** Addresses, each once. */
  sources: string[];
  finishReason: string;
  rawFinishReason: string | undefined;
  usage: unknown;
}

type OfficialModel = ReturnType<ReturnType<typeof createGoogle>>;
type CallOptions = Parameters<OfficialModel["doStream"]>[0];
type OfficialResult = Awaited<ReturnType<OfficialModel["doGenerate"]>>;
/** A part of the official package's content. */
export type OfficialPart = OfficialResult["content"][number];

const MODEL = "gemini-3-pro-preview";

const callOptions: CallOptions = {
  prompt: [{ role: "user", content: [{ type: "text", text: "Hi" }] }],
};

function createOfficial(fetch: typeof globalThis.fetch): OfficialModel {
  const baseURL = "https://api.cometapi.com/v1beta";
  return createGoogle({ apiKey: "sk", baseURL, fetch })(MODEL);
}

/** The official package's answer, and as parts of content, whether it came whole or streamed. */
export async function readTheirs(
  respond: () => Response,
  isStream: boolean,
): Promise<{ answer: OfficialAnswer; content: OfficialPart[] }> {
  const model = createOfficial(async () => respond());
  if (isStream) return readStream((await model.doStream(callOptions)).stream);
  const result = await model.doGenerate(callOptions);
  const answer = describeParts(result.content);
  return {
    answer: { ...answer, ...describeEnd(result), id: result.response?.id },
    content: result.content,
  };
}

async function readStream(
  stream: Awaited<ReturnType<OfficialModel["doStream"]>>["stream"],
): Promise<{ answer: OfficialAnswer; content: OfficialPart[] }> {
  const content: OfficialPart[] = [];
  const blocks = new Map<string, OfficialPart>();
  const end: Partial<OfficialAnswer> = {};
  for await (const part of stream) {
    switch (part.type) {
      case "text-start":
      case "reasoning-start": {
        const block: OfficialPart = {
          type: part.type === "text-start" ? "text" : "reasoning",
          text: "",
          ...pickMetadata(part),
        };
        blocks.set(part.id, block);
        content.push(block);
        break;
      }
      case "text-delta":
      case "reasoning-delta": {
        const block = blocks.get(part.id);
        if (block !== undefined && "text" in block) block.text += part.delta;
        if (block !== undefined) Object.assign(block, pickMetadata(part));
        break;
      }
      case "tool-call":
      case "tool-result":
      case "file":
      case "reasoning-file":
      case "source":
        content.push(part);
        break;
      case "response-metadata":
        end.id = part.id;
        break;
      case "finish":
        Object.assign(end, describeEnd(part));
        break;
      default:
    }
  }
  return { answer: { ...describeParts(content), ...end }, content };
}

function pickMetadata({ providerMetadata }: Pick<OfficialPart, "providerMetadata">) {
  return providerMetadata === undefined ? {} : { providerMetadata };
}

function describeEnd({
  finishReason,
  usage,
}: Pick<OfficialResult, "finishReason" | "usage">): Partial<OfficialAnswer> {
  return {
    finishReason: finishReason.unified,
    rawFinishReason: finishReason.raw,
    usage: {
      inputTokens: usage.inputTokens.total ?? 0,
      cacheRead: usage.inputTokens.cacheRead ?? 0,
      outputTokens: usage.outputTokens.total ?? 0,
      reasoning: usage.outputTokens.reasoning ?? 0,
    },
  };
}

function describeParts(parts: readonly OfficialPart[]): OfficialAnswer {
  const answer: OfficialAnswer = {
    id: undefined,
    text: "",
    reasoning: "",
    calls: [],
    vendorCalls: [],
    vendorResults: [],
    images: [],
    sources: [],
    finishReason: "",
    rawFinishReason: undefined,
    usage: undefined,
  };
  for (const part of parts) addPart(answer, part);
  return answer;
}

function addPart(answer: OfficialAnswer, part: OfficialPart): void {
  switch (part.type) {
    case "text":
      answer.text += part.text;
      break;
    case "reasoning":
      answer.reasoning += part.text;
      break;
    case "tool-call": {
      const call = { name: part.toolName, input: parseJSON(part.input) };
      if (part.providerExecuted === true) answer.vendorCalls.push(call);
      else answer.calls.push(call);
      break;
    }
    case "tool-result":
      answer.vendorResults.push({ name: part.toolName, result: part.result });
      break;
    case "file":
      if (part.data.type === "data") {
        answer.images.push({ mediaType: part.mediaType, data: part.data.data });
      }
      break;
    case "source":
      if (part.sourceType === "url") answer.sources.push(part.url);
      break;
    default:
  }
}

/** The contents that the official package would send next. */
export async function writeTheirNextContents(
  content: readonly OfficialPart[],
): Promise<JSONObject[]> {
  let body: unknown;
  const model = createOfficial(async (_input, init) => {
    body = typeof init?.body === "string" ? parseJSON(init.body) : undefined;
    return new Response("{}", { status: 400 });
  });
  const parts = content.flatMap((part): object[] => {
    const { providerMetadata: providerOptions } = part;
    if (part.type === "source") return [];
    if (part.type === "tool-call")
      return [{ ...part, input: parseJSON(part.input), providerOptions }];
    if (part.type === "tool-result") {
      const { toolCallId, toolName, result: value } = part;
      return [{ type: part.type, toolCallId, toolName, output: { type: "json", value } }];
    }
    return [{ ...part, providerOptions }];
  });
  const prompt: CallOptions["prompt"] = JSON.parse(
    JSON.stringify([...callOptions.prompt, { role: "assistant", content: parts }]),
  );
  await Promise.allSettled([model.doGenerate({ ...callOptions, prompt })]);
  return readContents(body);
}

/** The contents of a request after the question. */
export function readContents(body: unknown): JSONObject[] {
  const contents = isJSONObject(body) && Array.isArray(body["contents"]) ? body["contents"] : [];
  return contents.slice(1).filter(isJSONObject);
}
