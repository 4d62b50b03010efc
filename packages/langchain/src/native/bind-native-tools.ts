import type { BindToolsInput } from "@langchain/core/language_models/chat_models";
import { RunnableBinding } from "@langchain/core/runnables";

/**
 * Tools in the form a model's own package gives them. They go there as they were bound, so that what
 * only that package understands (built-in tools, its extras) is kept.
 */
export function bindNativeTools(
  model: { bindTools: (tools: BindToolsInput[]) => unknown },
  tools: BindToolsInput[] | undefined,
): object {
  if (tools === undefined || tools.length === 0) return {};
  const bound = model.bindTools(tools);
  return bound instanceof RunnableBinding ? { ...bound.config } : { tools };
}
