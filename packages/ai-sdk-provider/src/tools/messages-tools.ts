import { createProviderDefinedToolFactory, jsonSchema } from "@ai-sdk/provider-utils";
import { createVendorTool, type UserLocation } from "./vendor-tool.ts";

interface WebSearchSettings {
  maxUses?: number;
  allowedDomains?: string[];
  blockedDomains?: string[];
  userLocation?: UserLocation;
}

interface WebFetchSettings {
  maxUses?: number;
  allowedDomains?: string[];
  blockedDomains?: string[];
  citations?: { enabled: boolean };
  maxContentTokens?: number;
}

interface TextEditorInput {
  command: "view" | "create" | "str_replace" | "insert";
  path: string;
  file_text?: string;
  old_str?: string;
  new_str?: string;
  insert_line?: number;
  insert_text?: string;
  view_range?: number[];
}

const bash = createProviderDefinedToolFactory<{ command: string; restart?: boolean }, object>({
  id: "anthropic.bash_20250124",
  inputSchema: jsonSchema({
    type: "object",
    properties: { command: { type: "string" }, restart: { type: "boolean" } },
  }),
});

const textEditor = createProviderDefinedToolFactory<TextEditorInput, { maxCharacters?: number }>({
  id: "anthropic.text_editor_20250728",
  inputSchema: jsonSchema({
    type: "object",
    properties: {
      command: { type: "string", enum: ["view", "create", "str_replace", "insert"] },
      path: { type: "string" },
      file_text: { type: "string" },
      old_str: { type: "string" },
      new_str: { type: "string" },
      insert_line: { type: "integer" },
      insert_text: { type: "string" },
      view_range: { type: "array", items: { type: "integer" } },
    },
    required: ["command", "path"],
  }),
});

const webSearch = createVendorTool<WebSearchSettings>("anthropic.web_search_20250305", {
  supportsDeferredResults: true,
});
const webFetch = createVendorTool<WebFetchSettings>("anthropic.web_fetch_20250910", {
  supportsDeferredResults: true,
});
const codeExecution = createVendorTool<object>("anthropic.code_execution_20250825", {
  supportsDeferredResults: true,
});

/**
 * Tools that Anthropic defines for models on `messages`, by the ids of `@ai-sdk/anthropic`, whose own
 * work too. Anthropic runs all but `bash` and `textEditor`, which take an `execute` of yours.
 */
export const messagesTools = {
  webSearch: (settings: WebSearchSettings = {}) => webSearch(settings),
  webFetch: (settings: WebFetchSettings = {}) => webFetch(settings),
  codeExecution: (settings: object = {}) => codeExecution(settings),
  bash,
  textEditor,
};
