import type { ChatTool } from "../../../chat-request.ts";

/** The caller's names of the tools of a request. */
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
   * The caller's name of a tool that OpenAI defines, or OpenAI's name if the request does not have the tool.
   *
   * @param names The possible ids of the tool, without `openai.`.
   */
  nameOf(...names: readonly [string, ...string[]]): string {
    const known = names.find((name) => this.#vendorTools.has(`openai.${name}`));
    return this.#vendorTools.get(`openai.${known}`) ?? names[0];
  }
}
