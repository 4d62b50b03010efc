import { expect, it } from "vitest";
import type { JSONObject } from "../../../../json.ts";
import { convertVendorTool } from "./convert-vendor-tool.ts";

it.each<[string, JSONObject, JSONObject]>([
  ["web_search", { searchContextSize: "low" }, { search_context_size: "low" }],
  ["custom", { description: "d" }, { name: "mine", description: "d" }],
  ["code_interpreter", { own: 1 }, { own: 1, container: { type: "auto" } }],
  ["shell", { own: 1 }, { own: 1 }],
  ["code_interpreter", {}, { container: { type: "auto" } }],
  ["code_interpreter", { container: "c1" }, { container: "c1" }],
  [
    "code_interpreter",
    { container: { fileIds: ["f"] } },
    { container: { type: "auto", file_ids: ["f"] } },
  ],
  ["file_search", { vectorStoreIds: ["v"] }, { vector_store_ids: ["v"] }],
  ["file_search", { ranking: { ranker: "auto" } }, { ranking_options: { ranker: "auto" } }],
  ["mcp", { serverLabel: "s" }, { require_approval: "never", server_label: "s" }],
  ["shell", {}, {}],
  ["shell", { environment: {} }, { environment: { type: "local" } }],
  [
    "shell",
    { environment: { type: "containerAuto", skills: ["plain", { type: "other" }] } },
    { environment: { type: "container_auto", skills: ["plain", { type: "other" }] } },
  ],
  [
    "shell",
    { environment: { skills: [{ type: "skillReference", providerReference: "s1", own: 1 }] } },
    {
      environment: {
        type: "local",
        skills: [{ type: "skill_reference", skill_id: "s1", version: "latest", own: 1 }],
      },
    },
  ],
  [
    "shell",
    {
      environment: {
        skills: [
          { type: "skillReference", providerReference: { openai: "s2" }, version: "2" },
          { type: "inline", name: "n", source: { data: "AA==" } },
        ],
      },
    },
    {
      environment: {
        type: "local",
        skills: [
          { type: "skill_reference", skill_id: "s2", version: "2" },
          { type: "inline", name: "n", source: { data: "AA==", type: "base64" } },
        ],
      },
    },
  ],
])("writes openai.%s with %j in the API's words", (type, args, entry) => {
  const tool = { type: "vendor" as const, id: `openai.${type}`, name: "mine", args };
  expect(convertVendorTool(tool)).toEqual({ type, ...entry });
});

it("knows no tool of another vendor", () => {
  const tool = { type: "vendor" as const, id: "google.url_context", name: "u", args: {} };
  expect(convertVendorTool(tool)).toBeUndefined();
});
