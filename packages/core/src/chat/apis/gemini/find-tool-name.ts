import type { ChatRequest } from "../../chat-request.ts";

/** Types of tools that are one tool of the request. */
const TOOLS_OF_TYPES: ReadonlyMap<string, string> = new Map([
  ["google_search_web", "google_search"],
  ["google_search_image", "google_search"],
]);

/**
 * What the vendor's own tools are called: as the request calls them, else as Google does.
 *
 * @param tools Those of the request.
 * @param type Google's name of the tool or its type, in whatever case.
 */
export function findToolName({ tools = [] }: Pick<ChatRequest, "tools">, type: string): string {
  const lowerCase = type.toLowerCase();
  const name = TOOLS_OF_TYPES.get(lowerCase) ?? lowerCase;
  const tool = tools.find((known) => known.type === "vendor" && known.id === `google.${name}`);
  return tool?.type === "vendor" ? tool.name : name;
}
