import type { JsonObject } from "./conversation.ts";
import type { Facts } from "./find-facts.ts";

/** What the values of a schema are drawn from. */
export interface FillSource {
  /** The text of the request. */
  request: string;
  facts: Facts;
  /** What the request is about, in a few words. */
  topic: string;
  /** A sentence that answers the request, for properties that hold prose. */
  answer: string;
  /** What tools found, as objects. */
  records?: readonly JsonObject[];
  /** Whether optional properties are left out if the text has no value for them, as in tool calls. */
  isSparse: boolean;
}

/** A value, and whether it comes from the text. */
export interface FilledValue {
  value: unknown;
  isEvident: boolean;
}

/** Where the filler stands: names of the property, numbers already used, and the item's position. */
export interface FillPosition {
  /** The property's name, empty at the root and for array items. */
  key: string;
  description: string;
  /** Position among the items of the nearest array. */
  ordinal: number;
  depth: number;
  usedNumbers: Set<number>;
  /** How many values there are so far, in the whole answer. */
  progress: { values: number };
}
