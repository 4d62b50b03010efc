import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AssistantPart, ToolCallPart } from "./chat-request.ts";
import { applyContentOutline, createContentOutline, type KeptContent } from "./content-outline.ts";

const echo = { api: "messages" as const, data: { signature: "s" } };
const call: ToolCallPart = { type: "tool-call", id: "c1", name: "now", arguments: "{}" };
const answer: AssistantPart[] = [
  { type: "reasoning", text: "Hm.", echo },
  { type: "reasoning", text: "", echo },
  { type: "text", text: "One." },
  {
    type: "vendor-block",
    api: "messages",
    block: { type: "server_tool_use" },
    toolCall: { id: "s1", name: "web_search", arguments: "{}" },
    toolResult: { id: "s1", name: "web_search", result: [], isError: false },
  },
  { type: "text", text: "Two.", echo },
  { ...call, echo },
];

/** What a message of a framework holds: texts joined, calls without what goes back. */
function keep(content: readonly AssistantPart[]): KeptContent {
  const join = (type: "text" | "reasoning") =>
    content.map((part) => (part.type === type ? part.text : "")).join("");
  return {
    text: join("text"),
    reasoning: join("reasoning"),
    toolCalls: content
      .filter((part) => part.type === "tool-call")
      .map(({ echo: _echo, ...rest }) => rest),
    images: content.filter((part) => part.type === "image").map(({ echo: _echo, ...rest }) => rest),
  };
}

describe("an outline", () => {
  it("brings an answer back as it was, also after it was stored as JSON", () => {
    const outline: unknown = JSON.parse(JSON.stringify(createContentOutline(answer)));
    expect(applyContentOutline(outline, keep(answer))).toEqual(answer);
  });

  it("holds no text, no arguments and no image", () => {
    const image: AssistantPart = { type: "image", source: { url: "https://a.example" }, echo };
    const outline = createContentOutline([...answer, image]);
    expect(JSON.stringify(outline)).not.toMatch(/Hm|One|Two|now|example/);
  });

  it("is not needed for a text before an image", () => {
    const content: AssistantPart[] = [
      { type: "text", text: "One." },
      { type: "image", source: { url: "https://a.example" } },
    ];
    expect(createContentOutline(content)).toBeUndefined();
    expect(applyContentOutline(undefined, keep(content))).toEqual(content);
  });

  it("is not needed where nothing goes back and the order is the plain one", () => {
    expect(
      createContentOutline([
        { type: "reasoning", text: "Hm." },
        { type: "text", text: "One." },
        call,
      ]),
    ).toBeUndefined();
    expect(createContentOutline([call, { type: "text", text: "One." }])).toBeDefined();
  });

  it("of any answer brings it back", () => {
    const text = fc.string();
    const anEcho = fc.option(fc.constant(echo), { nil: undefined });
    const part = fc.oneof(
      fc.record({
        type: fc.constantFrom("text" as const, "reasoning" as const),
        text,
        echo: anEcho,
      }),
      fc.record({
        type: fc.constant("image" as const),
        source: fc.record({ url: text }),
        echo: anEcho,
      }),
      fc.record({
        type: fc.constantFrom("audio" as const, "video" as const, "file" as const),
        source: fc.record({ url: text }),
      }),
      fc.record({ type: fc.constant("raw" as const), value: fc.record({ a: text }) }),
      fc.constant({ type: "vendor-block" as const, api: "gemini" as const, block: { a: 1 } }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (content) => {
        const outline = createContentOutline(content);
        if (outline === undefined) return;
        expect(applyContentOutline(outline, keep(content))).toEqual(content);
      }),
    );
  });
});

describe("what was changed since", () => {
  const outline = createContentOutline(answer);
  const kept = keep(answer);

  it("is the text: it goes back whole, before the calls", () => {
    const content = applyContentOutline(outline, { ...kept, text: "Three" });
    expect(content.map(({ type }) => type)).toEqual([
      "reasoning",
      "reasoning",
      "vendor-block",
      "text",
      "tool-call",
    ]);
  });

  it("is the reasoning: it stays away with its signature", () => {
    const content = applyContentOutline(outline, { ...kept, reasoning: "" });
    expect(content.some(({ type }) => type === "reasoning")).toBe(false);
  });

  it("are the images: one that was added comes after the others", () => {
    const image: AssistantPart = { type: "image", source: { url: "https://a.example" } };
    const content = applyContentOutline(outline, { ...kept, images: [image] });
    expect(content).toEqual([...answer, image]);
  });

  it("are the calls: one that is gone is not sent, a new one is", () => {
    const other = { ...call, id: "c2" };
    const content = applyContentOutline(outline, { ...kept, toolCalls: [other] });
    expect(content.filter(({ type }) => type === "tool-call")).toEqual([other]);
  });

  it.each([
    undefined,
    null,
    "x",
    [null],
    [{ type: "text" }],
    [{ type: "tool-call" }],
    [{ type: "raw" }],
    [{ type: "video" }],
    [{ type: "hologram", source: {} }],
    [{ source: {} }],
  ])("is the outline itself, to %j: the plain order is taken", (broken) => {
    expect(applyContentOutline(broken, kept)).toEqual([
      { type: "reasoning", text: "Hm." },
      { type: "text", text: "One.Two." },
      call,
    ]);
  });
});
