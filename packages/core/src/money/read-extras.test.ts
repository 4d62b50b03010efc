import { describe, expect, it } from "vitest";
import type { JSONObject } from "../json.ts";
import { readExtras } from "./read-extras.ts";

const paidTools = (body: JSONObject, model = "gpt-5") => readExtras(model, body).paidTools;

describe("tools with a fee", () => {
  it.each<[string, JSONObject, string[]]>([
    [
      "Responses",
      { tools: [{ type: "function", name: "f" }, { type: "web_search" }] },
      ["web_search"],
    ],
    [
      "Messages",
      { tools: [{ type: "web_search_20250305", name: "web_search" }] },
      ["web_search_20250305"],
    ],
    ["Gemini", { tools: [{ functionDeclarations: [] }, { googleSearch: {} }] }, ["googleSearch"]],
    ["Chat Completions", { web_search_options: {} }, ["web_search_options"]],
    ["xAI", { search_parameters: { mode: "auto" } }, ["search_parameters"]],
    ["Alibaba", { enable_search: true }, ["enable_search"]],
    [
      "Moonshot",
      { tools: [{ type: "builtin_function", function: { name: "$web_search" } }] },
      ["builtin_function"],
    ],
  ])("are seen in a body of %s", (_api, body, names) => {
    expect(paidTools(body)).toEqual(names);
  });

  it("are what models do that search by themselves", () => {
    for (const model of ["gpt-4o-search-preview", "sonar-pro", "o3-deep-research"]) {
      expect(paidTools({}, model)).toEqual([`the searches of ${model}`]);
    }
  });

  it("are not those that the caller runs, nor those without a fee", () => {
    const types = [
      "function",
      "custom",
      "mcp",
      "local_shell",
      "apply_patch",
      "computer_use_preview",
    ];
    const anthropic = [
      "bash_20250124",
      "text_editor_20250728",
      "memory_20250818",
      "web_fetch_20250910",
    ];
    const tools = [...types, ...anthropic].map((type) => ({ type, name: "t" }));
    const messages = { name: "search", input_schema: {} };
    const google = { functionDeclarations: [], urlContext: {}, codeExecution: {} };
    expect(paidTools({ tools: [...tools, messages, google, null] })).toEqual([]);
    expect(paidTools({ enable_search: false, tools: null })).toEqual([]);
  });
});

describe("the service tier", () => {
  it("is read as each API writes it", () => {
    expect(readExtras("m", { service_tier: "priority" }).serviceTier).toBe("priority");
    expect(readExtras("m", { serviceTier: "FLEX" }).serviceTier).toBe("FLEX");
    expect(readExtras("m", {}).serviceTier).toBeUndefined();
  });
});

describe("a format that may cost more", () => {
  it.each([
    [{ size: "1920x1080" }, "1920x1080"],
    [{ size: "1024*1792" }, "1024*1792"],
    [{ resolution: "1080p" }, "1080p"],
    [{ size: "4K" }, "4K"],
    [{ size: "1024x1024", quality: "hd" }, "hd"],
  ])("is %j", (fields, format) => {
    expect(readExtras("m", fields).largeFormat).toBe(format);
  });

  it.each([
    { size: "1024x1024" },
    { size: "1280x720" },
    { resolution: "720p" },
    { quality: "auto" },
    { size: "16:9" },
  ])("is not %j", (fields) => {
    expect(readExtras("m", fields).largeFormat).toBeUndefined();
  });
});
