/** What happens while a framework answers, in order. `answered` ends each answer of a model. */
export type DemoEvent =
  | { type: "reasoning"; text: string }
  | { type: "text"; text: string }
  | { type: "tool-call"; name: string; input: unknown }
  | {
      type: "answered";
      /** Core's finish reason. With `length` and `content-filter` the answer is not whole. */
      finish: string | undefined;
      /** The model that served the answer. */
      model: string | undefined;
    };
