import type { ChatMessage, ChatResponse, ChatResponseChunk } from "@llamaindex/core/llms";
import { type LlamaIndexEventMaps, Settings, withEventCaller } from "@llamaindex/core/global";

/** Reports one call to LlamaIndex's callback manager. */
export interface LLMEvents {
  /** A chunk was handed out: `llm-stream`. */
  stream: (chunk: ChatResponseChunk) => void;
  /** The call is over: it ended, it failed, or its reader left: `llm-end`. */
  end: (response: ChatResponse) => void;
}

/**
 * Reports `llm-start` and returns functions that report the other events to the same manager.
 *
 * LlamaIndex's own decorators are not used: on a stream that is left early they report no end, and the stream
 * stays open.
 *
 * @param caller The LLM, named to listeners as the reason of the event.
 */
export function startLLMEvents(caller: object, messages: ChatMessage[]): LLMEvents {
  const id = crypto.randomUUID();
  const { callbackManager } = Settings;
  const dispatch = <K extends keyof LlamaIndexEventMaps>(
    name: K,
    detail: LlamaIndexEventMaps[K],
  ): void => withEventCaller(caller, () => callbackManager.dispatchEvent(name, detail));
  dispatch("llm-start", { id, messages });
  return {
    stream: (chunk) => dispatch("llm-stream", { id, chunk }),
    end: (response) => dispatch("llm-end", { id, response }),
  };
}
