import { describe, expect, it } from "vitest";
import type { Turn } from "./conversation.ts";
import { ask, callsOf, tool } from "../../test/ask.ts";

const string = { type: "string" };
const number = { type: "number" };
const tools = [
  tool("get_weather", "Get the current weather in a city", { city: string }),
  tool("get_exchange_rate", "Get the exchange rate of a currency in euro", { currency: string }),
  tool("search_docs", "Search the product documentation", { query: string }),
  tool("calculator", "Evaluate an arithmetic expression", { expression: string }),
  tool("multiply", "Multiply two numbers", { a: number, b: number }),
  tool("add", "Add two numbers", { a: number, b: number }),
  tool("send_email", "Send an email to someone", { to: string, subject: string }),
  tool("get_order_status", "Status of an order", { orderId: string }),
];
const offer = (...names: string[]) => ({ tools: tools.filter(({ name }) => names.includes(name)) });

describe("the engine with tools", () => {
  it.each([
    ["What is the weather in Lisbon?", ['get_weather({"city":"Lisbon"})']],
    ["Do I need an umbrella in new york today?", ['get_weather({"city":"New York"})']],
    ["Search the docs for refund rules", ['search_docs({"query":"refund rules"})']],
    ["How long is the warranty?", ['search_docs({"query":"How long is the warranty?"})']],
    ["What is 12 * (3 + 4)?", ['calculator({"expression":"12 * (3 + 4)"})']],
    ["Where is my order A-1234?", ['get_order_status({"orderId":"A-1234"})']],
    [
      'Send an email to ada@example.com with the subject "Lunch"',
      ['send_email({"to":"ada@example.com","subject":"Lunch"})'],
    ],
    ["Hello there!", []],
    ["Write a haiku about the sea", []],
  ])("asked %j calls %j", (request, calls) => {
    expect(callsOf(ask(request, { tools }))).toEqual(calls);
  });

  it("calls one tool for each place, and several tools, at once", () => {
    expect(callsOf(ask("Compare the weather in Paris, Rome and Oslo.", { tools }))).toHaveLength(3);
    const question =
      "What is the weather in Lisbon, and what is the exchange rate of the currency NOK?";
    expect(callsOf(ask(question, { tools }))).toEqual([
      'get_weather({"city":"Lisbon"})',
      'get_exchange_rate({"currency":"NOK"})',
    ]);
    const sums = ask("What is 25 times 4, and what is 10 plus 5?", offer("multiply", "add"));
    expect(callsOf(sums)).toEqual(['multiply({"a":25,"b":4})', 'add({"a":10,"b":5})']);
  });

  it("calls one at a time when the caller wants no parallel calls, and comes to an end", () => {
    const turns: Turn[] = [{ role: "user", text: "Weather in Paris and Rome?", images: [] }];
    const cities: string[] = [];
    for (let step = 0; step < 5; step += 1) {
      const { toolCalls, text } = ask("", { tools, turns, allowsParallelCalls: false });
      if (toolCalls.length === 0) {
        expect(text).toContain("Paris");
        break;
      }
      expect(toolCalls).toHaveLength(1);
      for (const call of toolCalls) {
        cities.push(call.arguments);
        // Handed back in another form, as frameworks do: it must not be taken for another call.
        const handedBack = {
          ...call,
          id: `id${step}`,
          arguments: call.arguments.replace("}", ',"unit":null}'),
        };
        turns.push({ role: "assistant", text: "", toolCalls: [handedBack] });
        turns.push({ role: "tool", toolCallId: `id${step}`, text: "18 degrees", isError: false });
      }
    }
    expect(cities).toEqual(['{"city":"Paris"}', '{"city":"Rome"}']);
  });

  describe("shown in a user message what a tool returned", () => {
    const draw = { tools: [tool("draw", "Draw a picture of a subject", { subject: string })] };
    const images = [{ kind: "bytes", mediaType: "image/png", base64: "AAAA" }] as const;
    const drawn: readonly Turn[] = [
      { role: "user", text: "Draw a red fox", images: [] },
      {
        role: "assistant",
        text: "",
        toolCalls: [{ id: "call_7", name: "draw", arguments: '{"subject":"red fox"}' }],
      },
      { role: "tool", toolCallId: "call_7", text: "See the next message.", isError: false },
    ];
    const show = (text: string): Turn => ({ role: "user", text, images });

    it.each([
      "Returned by the tool draw (call call_7):",
      "Returned by draw:",
      "Here is the image that the tool returned.",
      "[Attached output of call_7]",
      "Image of the red fox",
      "",
    ])("takes %j beside a picture for a part of the step", (caption) => {
      const answer = ask("", { ...draw, turns: [...drawn, show(caption)] });
      expect(callsOf(answer)).toEqual([]);
      expect(answer.text).toContain("See the next message. The image is of the type image/png.");
    });

    it("takes several of them, and one whose media it does not read, for a part of the step", () => {
      const spoken: Turn = { role: "user", text: "Returned by the tool draw:", images: [] };
      for (const shown of [[show("Image 7:"), show("")], [spoken]]) {
        expect(callsOf(ask("", { ...draw, turns: [...drawn, ...shown] }))).toEqual([]);
      }
    });

    it.each([
      ["Draw a blue fox", images],
      ["Can you draw the red fox? Thanks", images],
      ["Draw a red fox", []],
    ])("takes %j for a new request", (text, sent) => {
      const turns: Turn[] = [...drawn, { role: "user", text, images: sent }];
      expect(callsOf(ask("", { ...draw, turns }))).toHaveLength(1);
    });

    it("takes a picture after the answer for a new request", () => {
      const answered: Turn = { role: "assistant", text: "Done.", toolCalls: [] };
      const turns = [...drawn, answered, show("Draw a red fox")];
      expect(callsOf(ask("", { ...draw, turns }))).toHaveLength(1);
    });
  });

  it("understands a follow-up by what was asked before", () => {
    const before: Turn[] = [
      { role: "user", text: "What is the weather in Lisbon?", images: [] },
      { role: "assistant", text: "Sunny.", toolCalls: [] },
    ];
    expect(callsOf(ask("And in Oslo?", { tools }, before))).toEqual([
      'get_weather({"city":"Oslo"})',
    ]);
  });

  it("calls the tool it must call, and none when it must not", () => {
    const weather = "What is the weather in Oslo?";
    const named = { kind: "named", name: "multiply" } as const;
    expect(callsOf(ask("6 and 7, please", { tools, toolChoice: named }))).toEqual([
      'multiply({"a":6,"b":7})',
    ]);
    expect(callsOf(ask("Hello!", { tools, toolChoice: { kind: "required" } }))).toHaveLength(1);
    expect(callsOf(ask(weather, { tools, toolChoice: { kind: "none" } }))).toEqual([]);
  });

  it("calls the tool that its instructions want called", () => {
    const order = (text: string): Turn[] => [{ role: "system", text }];
    const named = order('Be brief. Answer by calling the tool "multiply", not in words.');
    expect(callsOf(ask("6 and 7, please", { tools }, named))).toEqual(['multiply({"a":6,"b":7})']);
    const any = order("Answer by calling one of the tools, not in words.");
    expect(callsOf(ask("Hello!", { tools }, any))).toHaveLength(1);
    expect(callsOf(ask("Hello!", { tools }, order("Answer in words.")))).toEqual([]);
  });

  it("calls the tool that takes the answer with what other tools have found", () => {
    const search = tool("search_files", "Searches the files.", { query: { type: "string" } });
    const text = { type: "string" };
    const found = { type: "object", properties: { path: text, text }, required: ["path", "text"] };
    const extract = tool("extract-1", "Tool for extracting structured output.", {
      answer: { type: "string", description: "The answer in a few sentences" },
      places: { type: "array", items: found },
    });
    const question: Turn = { role: "user", text: "When is the last ferry?", images: [] };
    const call = { id: "a", name: "search_files", arguments: '{"query":"ferry"}' };
    const records = '[{"path":"ferry.md","text":"The last ferry leaves at 17:50."}]';
    const answer = ask("", {
      tools: [search, extract],
      toolChoice: { kind: "required" },
      turns: [
        question,
        { role: "assistant", text: "", toolCalls: [call] },
        { role: "tool", toolCallId: "a", text: records, isError: false },
      ],
    });
    expect(answer.toolCalls).toMatchObject([{ name: "extract-1" }]);
    expect(JSON.parse(answer.toolCalls[0]?.arguments ?? "")).toMatchObject({
      answer: expect.stringContaining("17:50"),
      places: [{ path: "ferry.md" }],
    });
  });

  it.each([
    [
      '{"temperature":21,"sky":"clear"}',
      "According to get_weather (Oslo): temperature 21, sky clear.",
    ],
    ["It is 21 degrees in Oslo.", "It is 21 degrees in Oslo."],
    ["391", "The result of get_weather (Oslo) is 391."],
    ["Error: no such city", "get_weather failed: Error: no such city."],
    ["", "get_weather (Oslo) returned nothing."],
  ])("turns the tool result %j into a sentence", (result, sentence) => {
    const { text } = ask("", {
      tools,
      turns: [
        { role: "user", text: "What is the weather in Oslo?", images: [] },
        {
          role: "assistant",
          text: "",
          toolCalls: [{ id: "a", name: "get_weather", arguments: '{"city":"Oslo"}' }],
        },
        { role: "tool", toolCallId: "a", text: result, isError: false },
      ],
    });
    expect(text).toBe(sentence);
  });
});

describe("the engine with documents", () => {
  const context = `Returns are accepted within 30 days. Used items can be returned by members only.

Shipping to Norway takes five working days. Shipping is free over 50 euro.

The Aurora lamp has a battery that lasts 40 hours. It weighs 300 grams.`;

  it.each([
    ["Who can return a used item?", "Used items can be returned by members only."],
    ["How long does the battery last?", "The Aurora lamp has a battery that lasts 40 hours."],
    [
      "How many days does it take to ship to Norway?",
      "Shipping to Norway takes five working days.",
    ],
  ])("answers %j", (question, answer) => {
    expect(ask(question, {}, [{ role: "system", text: context }]).text).toBe(answer);
  });

  it("finds the question in the prompts of LlamaIndex and LangChain", () => {
    const llamaIndex = `Context information is below.\n---------------------\n${context}\n---------------------\nGiven the context information and not prior knowledge, answer the query.\nQuery: How heavy is the lamp?\nAnswer:`;
    expect(ask(llamaIndex).text).toContain("Aurora lamp");
    const langChain = `You are an assistant for question-answering tasks. Use the following pieces of retrieved context to answer the question.\nQuestion: Where is shipping free? \nContext: ${context} \nAnswer:`;
    expect(ask(langChain).text).toContain("Shipping is free over 50 euro.");
  });

  it("tells users back what they said of themselves", () => {
    const before: Turn[] = [
      { role: "user", text: "My name is Ada.", images: [] },
      { role: "assistant", text: "Hello!", toolCalls: [] },
    ];
    expect(ask("What is my name?", {}, before).text).toBe("Your name is Ada.");
  });

  it("says that it is an emulator when nothing answers", () => {
    expect(ask("Why is the sky blue?").text).toContain("I am the CometAPI emulator");
  });
});

describe("the engine with a schema", () => {
  const fill = (text: string, schema: Record<string, unknown>): unknown =>
    JSON.parse(ask(text, { outputFormat: { kind: "schema", schema } }).text);

  it("draws values from the text", () => {
    const schema = {
      type: "object",
      properties: {
        customerName: string,
        email: { type: "string", format: "email" },
        quantity: { type: "integer" },
        date: { type: "string", format: "date" },
      },
    };
    expect(fill("John Smith (john@acme.com) ordered 3 widgets on 2026-02-03.", schema)).toEqual({
      customerName: "John Smith",
      email: "john@acme.com",
      quantity: 3,
      date: "2026-02-03",
    });
  });

  it("keeps to references, unions, enums and bounds", () => {
    const schema = {
      $defs: { step: { type: "object", properties: { text: { type: "string", maxLength: 5 } } } },
      type: "object",
      properties: {
        mood: { enum: ["positive", "neutral", "negative"] },
        score: { type: "number", minimum: 0, maximum: 1 },
        note: { anyOf: [{ type: "null" }, { type: "string" }] },
        steps: { type: "array", items: { $ref: "#/$defs/step" }, minItems: 2, maxItems: 2 },
        kind: { const: "review" },
      },
    };
    expect(fill("I hate this broken lamp.", schema)).toEqual({
      mood: "negative",
      score: expect.toSatisfy((score: number) => score >= 0 && score <= 1),
      note: expect.any(String),
      steps: [{ text: expect.stringMatching(/^.{1,5}$/u) }, { text: expect.any(String) }],
      kind: "review",
    });
  });

  it("finds the schema, or the keys, that the prompt asks for", () => {
    const json = { outputFormat: { kind: "json" } } as const;
    const prompt = `JSON schema:\n${JSON.stringify({ type: "object", properties: { city: string } })}\nYou MUST answer with a JSON object that matches the JSON schema above.`;
    const question = "Ada lives in Oslo.";
    const asSystem: Turn[] = [{ role: "system", text: prompt }];
    expect(JSON.parse(ask(question, json, asSystem).text)).toEqual({ city: "Oslo" });
    expect(JSON.parse(ask(question, {}, asSystem).text)).toEqual({ city: "Oslo" });
    const byKeys = ask('Reply in JSON with the keys "name" and "city": Ada lives in Oslo.', json);
    expect(JSON.parse(byKeys.text)).toEqual({ name: "Ada", city: "Oslo" });
  });

  it("does not lose itself in a schema that contains itself", () => {
    const node = { type: "object", properties: { child: { $ref: "#" }, name: string } };
    expect(JSON.stringify(fill("A tree", node)).length).toBeLessThan(10_000);
  });
});

describe("the engine's limits", () => {
  it("counts as many tokens as a stream has pieces, and cuts there", () => {
    const whole = ask("Count to 50");
    expect(whole.usage.outputTokens).toBe(50);
    const cut = ask("Count to 50", { maxOutputTokens: 10 });
    expect(cut).toMatchObject({ text: "1 2 3 4 5 6 7 8 9 10", finish: "length" });
    expect(cut.usage.outputTokens).toBe(10);
  });

  it("spends the limit on reasoning first", () => {
    const answer = ask("What is 6 times 7?", { isReasoning: true, maxOutputTokens: 8 });
    expect(answer).toMatchObject({ text: "", finish: "length" });
    expect(answer.usage).toMatchObject({ reasoningTokens: 8, outputTokens: 8 });
  });

  it("cuts a tool call in the middle of its arguments", () => {
    const answer = ask("What is the weather in Lisbon?", { tools, maxOutputTokens: 3 });
    expect(answer.finish).toBe("length");
    expect(() => JSON.parse(answer.toolCalls[0]?.arguments ?? "")).toThrow(SyntaxError);
  });

  it("is always alike", () => {
    expect(ask("Tell me about CometAPI")).toEqual(ask("Tell me about CometAPI"));
  });
});
