import type { ChatCometAPICallOptions, ParsedCallOptions } from "./chat-call-options.ts";
import type { ChatParameters } from "./chat-parameters.ts";
import { convertParameters } from "./convert/request.ts";
import { toDefinition } from "./convert/tools.ts";

/** LangSmith's names for core's options, where they are not core's in snake_case. */
const TRACED_NAMES: ReadonlyMap<string, string> = new Map([
  ["maxOutputTokens", "max_tokens"],
  ["stopSequences", "stop"],
  ["choiceCount", "n"],
]);

/**
 * A call's parameters for traces and cache keys, under the names that LangSmith knows from ChatOpenAI. Tools,
 * tool choice and response format stay as LangChain spells them.
 */
export function createInvocationParams(
  model: string,
  parameters: ChatParameters,
  options: Partial<ChatCometAPICallOptions>,
): Record<string, unknown> {
  const {
    tools: _tools,
    responseFormat: _format,
    toolChoice: _choice,
    ...rest
  } = convertParameters(model, parameters, options);
  const { tools, tool_choice, response_format } = options;
  const traced: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(rest)) traced[mapTracedName(name)] = value;
  return {
    ...traced,
    ...(tool_choice !== undefined && { tool_choice }),
    ...(tools !== undefined && { tools: tools.map(toDefinition) }),
    ...(response_format !== undefined && { response_format }),
  };
}

function mapTracedName(name: string): string {
  return (
    TRACED_NAMES.get(name) ?? name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  );
}

/** Call options without those that do not shape the answer or may hold a secret. */
export function withoutTransport(options: ParsedCallOptions): ParsedCallOptions {
  const {
    headers: _headers,
    signal: _signal,
    tag: _tag,
    promptIndex: _index,
    tools,
    ...shown
  } = options;
  return { ...shown, ...(tools !== undefined && { tools: tools.map(toDefinition) }) };
}
