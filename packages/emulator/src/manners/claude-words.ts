/** Anthropic's message for `thinking` of type `enabled` on a newer model. */
export const adaptiveThinkingWanted =
  '"thinking.type.enabled" is not supported for this model. Use "thinking.type.adaptive" and "output_config.effort" to control thinking behavior.';

/** Anthropic's message for a conversation that ends with an assistant's message. */
export const prefillRefused =
  "This model does not support assistant message prefill. The conversation must end with a user message.";
