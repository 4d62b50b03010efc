import type {
  LanguageModelV4Content,
  LanguageModelV4FinishReason,
  LanguageModelV4Usage,
} from "@ai-sdk/provider";
import { APICallError } from "@ai-sdk/provider";
import { type Fixture, fixtureResponse, fixtures } from "@cometapi/testing";
import { describe, expect, it } from "vitest";
import { readParts } from "../test/read-parts.ts";
import { convertPartsToContent } from "./convert/answer.ts";
import { createCometAPI } from "./provider.ts";

interface Answer {
  content: LanguageModelV4Content[];
  finishReason: LanguageModelV4FinishReason | undefined;
  usage: LanguageModelV4Usage | undefined;
  modelId: string | undefined;
  errorCodes: unknown[];
}

const prompt = [{ role: "user" as const, content: [{ type: "text" as const, text: "Hello?" }] }];

describe("an oddity of the wire, as the AI SDK gets it", () => {
  it.each(fixtures.map((fixture) => [fixture.name, fixture] as const))("%s", async (_, fixture) => {
    const { expected } = fixture;
    const answer = await ask(fixture);
    expect(answer.errorCodes).toEqual(expected.error === undefined ? [] : [expected.error.code]);
    if (answer.finishReason === undefined) return;

    const ofType = (type: LanguageModelV4Content["type"]) =>
      answer.content.filter((part) => part.type === type);
    const texts = answer.content.flatMap((part) => (part.type === "text" ? [part.text] : []));
    const reasoning = answer.content.flatMap((part) =>
      part.type === "reasoning" ? [part.text] : [],
    );
    const calls = answer.content.flatMap((part) =>
      part.type === "tool-call" ? [{ name: part.toolName, arguments: part.input }] : [],
    );
    const whole = (expected.toolCalls ?? []).filter(({ isComplete = true }) => isComplete);
    if (expected.audioClips === undefined) {
      expect(texts.join("")).toBe((expected.text ?? "") + (expected.refusal ?? ""));
    }
    expect(reasoning.join("")).toBe(expected.reasoning ?? "");
    expect(calls).toEqual(whole.map((call) => ({ name: call.name, arguments: call.arguments })));
    expect(ofType("source").length).toBeGreaterThanOrEqual(expected.citations ?? 0);
    expect(ofType("file").length).toBeGreaterThanOrEqual(expected.images ?? 0);
    expect(answer.finishReason.raw ?? "").toBe(
      expected.rawFinishReason ?? answer.finishReason.raw ?? "",
    );
    expect(readCounts(answer.usage)).toMatchObject(countsOf(expected.usage));
    if (expected.model !== undefined) expect(answer.modelId).toBe(expected.model);
  });
});

async function ask(fixture: Fixture): Promise<Answer> {
  const fetch = () => Promise.resolve(fixtureResponse(fixture));
  const model = createCometAPI({ apiKey: "sk-in-memory", fetch })("gpt-5-mini");
  try {
    if (fixture.stream === false) {
      const { content, finishReason, usage, response } = await model.doGenerate({ prompt });
      return { content, finishReason, usage, modelId: response?.modelId, errorCodes: [] };
    }
    const parts = await readParts((await model.doStream({ prompt })).stream);
    const finish = parts.find((part) => part.type === "finish");
    return {
      content: convertPartsToContent(parts),
      finishReason: finish?.finishReason,
      usage: finish?.usage,
      modelId: parts.findLast((part) => part.type === "response-metadata")?.modelId,
      errorCodes: parts.flatMap((part) => (part.type === "error" ? [codeOf(part.error)] : [])),
    };
  } catch (error) {
    if (!APICallError.isInstance(error)) throw error;
    const nothing = { finishReason: undefined, usage: undefined, modelId: undefined };
    return { content: [], ...nothing, errorCodes: [codeOf(error.data)] };
  }
}

function codeOf(error: unknown): unknown {
  return typeof error === "object" && error !== null && "code" in error ? error.code : error;
}

function readCounts(usage: LanguageModelV4Usage | undefined): object {
  return {
    inputTokens: usage?.inputTokens.total,
    cacheReadTokens: usage?.inputTokens.cacheRead,
    cacheWriteTokens: usage?.inputTokens.cacheWrite,
    outputTokens: usage?.outputTokens.total,
    reasoningTokens: usage?.outputTokens.reasoning,
  };
}

function countsOf(usage: Fixture["expected"]["usage"] = {}): object {
  return Object.fromEntries(Object.entries(usage).filter(([name]) => name !== "cost"));
}
