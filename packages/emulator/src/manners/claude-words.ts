/** Anthropic's words for thinking in the old way on a new model. */
export const adaptiveThinkingWanted =
  '"thinking.type.enabled" is not supported for this model. Use "thinking.type.adaptive" and "output_config.effort" to control thinking behavior.';

/** Anthropic's words for an answer that the caller began. */
export const prefillRefused =
  "This model does not support assistant message prefill. The conversation must end with a user message.";
