/** One of Anthropic's own tools in the API's form. */
export interface VendorToolDescription {
  /** `type` in the list of tools. */
  type: string;
  /** `name` in the list of tools. Undefined for a set of tools, which has none there. */
  listedName: string | undefined;
  /** The name in calls: that of the tool, or of its set. */
  calledName: string;
  /** The beta flag it needs. */
  beta: string | undefined;
}

/** Tools whose `type` or `name` cannot be derived from their id. */
const EXCEPTIONS: Readonly<Record<string, { type?: string; name?: string }>> = {
  text_editor_20241022: { name: "str_replace_editor" },
  text_editor_20250124: { name: "str_replace_editor" },
  text_editor_20250429: { name: "str_replace_based_edit_tool" },
  text_editor_20250728: { name: "str_replace_based_edit_tool" },
  tool_search_regex_20251119: {
    type: "tool_search_tool_regex_20251119",
    name: "tool_search_tool_regex",
  },
  tool_search_bm25_20251119: {
    type: "tool_search_tool_bm25_20251119",
    name: "tool_search_tool_bm25",
  },
};

/**
 * Tools that need a beta flag: those that Anthropic's client (@anthropic-ai/sdk 1.11) knows among its
 * beta types only. Other flags are not sent, because Bedrock answers an unknown flag with 400.
 */
const BETAS: Readonly<Record<string, string>> = {
  bash_20241022: "computer-use-2024-10-22",
  text_editor_20241022: "computer-use-2024-10-22",
  computer_20241022: "computer-use-2024-10-22",
  computer_20250124: "computer-use-2025-01-24",
  computer_20251124: "computer-use-2025-11-24",
  advisor_20260301: "advisor-tool-2026-03-01",
  mcp_toolset: "mcp-client-2025-11-20",
};

/**
 * A tool by its id: `anthropic.web_search_20250305` has the type `web_search_20250305` and the
 * name `web_search`. Undefined for an id of another vendor.
 */
export function describeVendorTool(id: string): VendorToolDescription | undefined {
  const prefix = "anthropic.";
  if (!id.startsWith(prefix)) return undefined;
  const version = id.slice(prefix.length);
  const { type = version, name = version.replace(/_\d{8}$/, "") } = EXCEPTIONS[version] ?? {};
  const set = /^(.+)_toolset$/.exec(name)?.[1];
  return {
    type,
    listedName: set === undefined ? name : undefined,
    calledName: set ?? name,
    beta: BETAS[version],
  };
}
