import type { ChatTool } from "../../chat-request.ts";
import { describeVendorTool } from "./vendor-tools.ts";

/**
 * What Anthropic's own tools are called by it and by the caller, who may name them as he likes. Names
 * of functions are the same for both.
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

  /** What the caller calls a tool. */
  toCaller(name: string): string {
    return this.#toCaller.get(name) ?? name;
  }
}
