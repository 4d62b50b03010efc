import type { ChatCometAPICallOptions } from "./chat-call-options.ts";
import type { ChatParameters } from "./chat-parameters.ts";
import type { ParsedCallOptions } from "./chat-call-options.ts";
import { convertParameters } from "./convert/request.ts";
import { toDefinition } from "./convert/tools.ts";

/** What LangSmith calls otherwise than core does. Everything else it reads in snake_case. */
const SHOWN_NAMES: ReadonlyMap<string, string> = new Map([
  ["maxOutputTokens", "max_tokens"],
  ["stopSequences", "stop"],
  ["choiceCount", "n"],
]);

/**
 * A call's parameters as a trace shows them, under the names that LangSmith reads of ChatOpenAI: tools,
 * their choice and the response format as LangChain spells them.
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
  const shown = Object.entries(rest).map(([name, value]) => [showName(name), value]);
  return {
    ...Object.fromEntries(shown),
    ...(tool_choice !== undefined && { tool_choice }),
    ...(tools !== undefined && { tools: tools.map(toDefinition) }),
    ...(response_format !== undefined && { response_format }),
  };
}

function showName(name: string): string {
  return SHOWN_NAMES.get(name) ?? name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Call options without what does not shape the answer, or must not be shown. */
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
