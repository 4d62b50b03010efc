// The Workflow SDK finds these by their global names (`@workflow/serde` 4.1). Importing them by way of
// `@ai-sdk/provider-utils` would bring its schema library along: see docs/decisions.

/** Name of the static method that turns a model into plain data. */
export const WORKFLOW_SERIALIZE: unique symbol = Symbol.for("workflow-serialize");

/** Name of the static method that rebuilds a model from its data. */
export const WORKFLOW_DESERIALIZE: unique symbol = Symbol.for("workflow-deserialize");
