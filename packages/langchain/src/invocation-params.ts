import type { ChatCometAPICallOptions } from "./chat-call-options.ts";
import type { ChatParameters } from "./chat-parameters.ts";
import type { ParsedCallOptions } from "./chat-caller.ts";
import { convertParameters } from "./convert/request.ts";
import { toDefinition } from "./convert/tools.ts";

/** A call's parameters as a trace shows them: tools and response format as LangChain spells them. */
export function createInvocationParams(
  model: string,
  parameters: ChatParameters,
  options: Partial<ChatCometAPICallOptions>,
): Record<string, unknown> {
  const {
    tools: _tools,
    responseFormat: _format,
    ...rest
  } = convertParameters(model, parameters, options);
  const { tools, response_format } = options;
  return {
    ...rest,
    ...(tools !== undefined && { tools: tools.map(toDefinition) }),
    ...(response_format !== undefined && { response_format }),
  };
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
