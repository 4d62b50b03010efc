/** What happens while a framework answers, in its order. `answered` ends each model's answer. */
export type DemoEvent =
  | { type: "reasoning"; text: string }
  | { type: "text"; text: string }
  | { type: "tool-call"; name: string; input: unknown }
  | {
      type: "answered";
      /** Why it ended, in core's words: `length` and `content-filter` mean that it is not whole. */
      finish: string | undefined;
      /** The model that served the answer. */
      model: string | undefined;
    };
