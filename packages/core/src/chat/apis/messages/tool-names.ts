import type { ChatTool } from "../../chat-request.ts";
import { describeVendorTool } from "./describe-vendor-tool.ts";

/**
 * Translates the names of Anthropic's own tools: the API has a fixed name for each, and the caller may choose
 * another. Functions have one name.
 */
export class ToolNames {
  readonly #toWire = new Map<string, string>();
  readonly #toCaller = new Map<string, string>();

  constructor(tools: readonly ChatTool[] = []) {
    for (const tool of tools) {
      const described = tool.type === "vendor" ? describeVendorTool(tool.id) : undefined;
      if (tool.type !== "vendor" || described === undefined) continue;
      this.#toWire.set(tool.name, described.calledName);
      this.#toCaller.set(described.calledName, tool.name);
    }
  }

  /** The API's name of a tool. */
  toWire(name: string): string {
    return this.#toWire.get(name) ?? name;
  }

  /** The caller's name of a tool. Results may have only the beginning of the API's name: `tool_search`. */
  toCaller(name: string): string {
    const known = this.#toCaller.get(name);
    if (known !== undefined) return known;
    const begun = [...this.#toCaller].findLast(([wireName]) => wireName.startsWith(`${name}_tool`));
    return begun?.[1] ?? name;
  }
}
