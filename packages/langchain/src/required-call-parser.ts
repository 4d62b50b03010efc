import { OutputParserException } from "@langchain/core/output_parsers";
import { JsonOutputKeyToolsParser } from "@langchain/core/output_parsers/openai_tools";
import type { ToolCall } from "@langchain/core/messages/tool";
import type { ChatGeneration } from "@langchain/core/outputs";

/**
 * Reads structured output from a tool call. An answer without the call is a failure that shows what the
 * model said instead; LangChain's parser gives `undefined` for it.
 */
export class RequiredCallParser<T extends ToolCall["args"]> extends JsonOutputKeyToolsParser<T> {
  override async parseResult(generations: ChatGeneration[]): Promise<T> {
    const result: T | undefined = await super.parseResult(generations);
    if (result !== undefined) return result;
    const text = generations[0]?.text ?? "";
    throw new OutputParserException(
      `The model answered without calling "${this.keyName}": ${text}`,
      text,
    );
  }
}
