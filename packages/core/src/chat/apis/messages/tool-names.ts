import type { ChatTool } from "../../chat-request.ts";
import { describeVendorTool } from "./vendor-tools.ts";

/**
 * The names of Anthropic's own tools: the API has one for each, and the caller may choose another. The
 * names of functions are the same for both.
 */
export class ToolNames {
  readonly #toWire = new Map<string, string>();
  readonly #toCaller = new Map<string, string>();

  constructor(tools: readonly ChatTool[] | undefined) {
    for (const tool of tools ?? []) {
      if (tool.type !== "vendor") continue;
      const described = describeVendorTool(tool.id);
      if (described === undefined) continue;
      this.#toWire.set(tool.name, described.family);
      this.#toCaller.set(described.family, tool.name);
    }
  }

  /** What the API calls a tool. */
  toWire(name: string): string {
    return this.#toWire.get(name) ?? name;
  }

  /** What the caller calls a tool. A result may name only the beginning of it: `tool_search`. */
  toCaller(name: string): string {
    const known = this.#toCaller.get(name);
    if (known !== undefined || this.#toCaller.size === 0) return known ?? name;
    const begun = [...this.#toCaller.keys()].findLast((family) =>
      family.startsWith(`${name}_tool`),
    );
    return this.#toCaller.get(begun ?? name) ?? name;
  }
}
