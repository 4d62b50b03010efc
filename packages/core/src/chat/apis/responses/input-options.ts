import type { ModelTraits } from "../../../models/model-traits.ts";
import type { RequestNotes } from "../request-notes.ts";

/** What converting a conversation depends on. */
export interface InputOptions {
  traits: ModelTraits;
  notes: RequestNotes;
  /** Role of system messages; `remove` leaves them out. Default: what the model's traits say. */
  systemMessageMode: string | undefined;
  /** Whether a conversation that OpenAI stores is continued: it has the items that came from it. */
  hasConversation: boolean;
  /** Names of functions whose results must be JSON. */
  jsonTools: ReadonlySet<string>;
  /** Names of custom tools: their calls take a text. */
  customTools: ReadonlySet<string>;
}
