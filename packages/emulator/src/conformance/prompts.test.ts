import { useEmulator } from "@cometapi/testing/emulated";
import {
  CommaSeparatedListOutputParser,
  JsonOutputParser,
  NumberedListOutputParser,
  StructuredOutputParser,
} from "@langchain/core/output_parsers";
import { ChatOpenAI } from "@langchain/openai";
import { SentenceSplitter } from "@llamaindex/core/node-parser";
import { Document } from "@llamaindex/core/schema";
import { OpenAI, OpenAIEmbedding } from "@llamaindex/openai";
import { LLMQuestionGenerator, Settings } from "llamaindex";
import {
  CorrectnessEvaluator,
  FaithfulnessEvaluator,
  RelevancyEvaluator,
} from "llamaindex/evaluation";
import {
  KeywordExtractor,
  QuestionsAnsweredExtractor,
  SummaryExtractor,
  TitleExtractor,
} from "llamaindex/extractors";
import { LLMMultiSelector, LLMSingleSelector } from "llamaindex/selectors";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { apiKey, personText } from "../../test/samples.ts";

// What the frameworks ask for in words, because not every model takes a schema.
const emulator = useEmulator({ apiKey, seed: 1 });

describe("LlamaIndex's prompts", () => {
  const createLLM = () =>
    new OpenAI({
      model: "gpt-4o",
      apiKey,
      maxRetries: 0,
      additionalSessionOptions: { baseURL: `${emulator.url}/v1` },
    });
  const choices = [
    { description: "Useful for questions about the weather at sea" },
    { description: "Useful for questions about prices and discounts" },
    { description: "Useful for questions about ferry timetables" },
  ];
  const query = { query: "When does the ferry to Hestan leave?" };

  it("select one choice", async () => {
    const { selections } = await new LLMSingleSelector({ llm: createLLM() }).select(choices, query);
    expect(selections).toEqual([{ index: 2, reason: expect.any(String) }]);
  });

  it("select several choices", async () => {
    const several = { query: "What is the weather at sea, and what are the prices?" };
    const { selections } = await new LLMMultiSelector({ llm: createLLM() }).select(
      choices,
      several,
    );
    expect(new Set(selections.map(({ index }) => index))).toEqual(new Set([0, 1]));
  });

  it("ask sub-questions, one for each tool", async () => {
    const questions = await new LLMQuestionGenerator({ llm: createLLM() }).generate(
      [
        { name: "harbour_guide", description: "About the harbour" },
        { name: "ferry_guide", description: "About ferries" },
      ],
      "Compare the harbour and the ferry of Hestan",
    );
    expect(questions.map(({ toolName }) => toolName).toSorted()).toEqual([
      "ferry_guide",
      "harbour_guide",
    ]);
    expect(questions[0]?.subQuestion).toContain("harbour");
  });

  it("judge whether an answer is supported, in line and right", async () => {
    // The evaluators hold a service of embeddings that they never call.
    Settings.embedModel = new OpenAIEmbedding({ apiKey });
    const judged = { query: "When does the ferry leave?", response: "The ferry leaves at noon." };
    const contexts = ["The ferry leaves the harbour at noon."];
    await Settings.withLLM(createLLM(), async () => {
      expect(await new FaithfulnessEvaluator().evaluate({ ...judged, contexts })).toMatchObject({
        passing: true,
      });
      const foreign = { ...judged, contexts: ["Bread is baked from flour and water."] };
      expect(await new FaithfulnessEvaluator().evaluate(foreign)).toMatchObject({ passing: false });
      expect(await new RelevancyEvaluator().evaluate({ ...judged, contexts })).toMatchObject({
        passing: true,
      });
      const { score } = await new CorrectnessEvaluator().evaluate({ ...judged, contexts });
      expect(score).toBe(4);
    });
  });

  it("extract keywords, questions, a title and a summary", async () => {
    const llm = createLLM();
    const text = "The ferry leaves the harbour at noon. It carries bread.";
    const nodes = new SentenceSplitter().getNodesFromDocuments([new Document({ text })]);
    const extract = async (extractor: { extract: (from: typeof nodes) => Promise<object[]> }) =>
      JSON.stringify(await extractor.extract(nodes));
    expect(await extract(new KeywordExtractor({ llm, keywords: 5 }))).toContain("ferry");
    expect(await extract(new QuestionsAnsweredExtractor({ llm, questions: 3 }))).toContain("?");
    expect(await extract(new TitleExtractor({ llm }))).toMatch(/"documentTitle":"\w/u);
    expect(await extract(new SummaryExtractor({ llm }))).toContain("ferry");
  });
});

describe("LangChain's output parsers", () => {
  const model = () =>
    new ChatOpenAI({
      model: "gpt-4o",
      apiKey,
      maxRetries: 0,
      configuration: { baseURL: `${emulator.url}/v1` },
    });
  const ask = async (instructions: string): Promise<string> =>
    (await model().invoke(`${instructions}\n\n${personText}`)).text;
  const person = z.object({ name: z.string(), age: z.number().describe("in years") });

  it("get the schema they describe", async () => {
    const parser = StructuredOutputParser.fromZodSchema(person);
    const text = await ask(parser.getFormatInstructions());
    expect(await parser.parse(text)).toEqual({ name: "Ada Lovelace", age: 36 });
  });

  it("get JSON for the keys they name", async () => {
    const text = await ask("Answer in JSON with the keys name and city.");
    expect(await new JsonOutputParser().parse(text)).toEqual({
      name: "Ada Lovelace",
      city: "London",
    });
  });

  it("get JSON for an example", async () => {
    const text = await ask('Respond with JSON that looks like {"name": string, "age": number}.');
    expect(JSON.parse(text)).toEqual({ name: "Ada Lovelace", age: 36 });
  });

  it.each([new CommaSeparatedListOutputParser(), new NumberedListOutputParser()])(
    "get a list",
    async (parser) => {
      const items = await parser.parse(await ask(parser.getFormatInstructions()));
      expect(items).toEqual(["Lovelace", "years", "lives", "London"]);
    },
  );
});
