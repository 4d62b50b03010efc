import type { ChatTool } from "../../chat-request.ts";

/** What the caller calls the tools of a request. */
export class ToolNames {
  /** The caller's own functions. */
  readonly functions: ReadonlySet<string>;
  readonly #vendorTools: ReadonlyMap<string, string>;

  constructor(tools: readonly ChatTool[] = []) {
    this.functions = new Set(
      tools.flatMap((tool) => (tool.type === "function" ? [tool.name] : [])),
    );
    this.#vendorTools = new Map(
      tools.flatMap((tool) => (tool.type === "vendor" ? [[tool.id, tool.name]] : [])),
    );
  }

  /**
   * The caller's name of a tool that OpenAI defines, else OpenAI's.
   *
   * @param names What may stand behind `openai.` in the tool's id.
   */
  nameOf(...names: readonly [string, ...string[]]): string {
    const known = names.find((name) => this.#vendorTools.has(`openai.${name}`));
    return this.#vendorTools.get(`openai.${known}`) ?? names[0];
  }
}
