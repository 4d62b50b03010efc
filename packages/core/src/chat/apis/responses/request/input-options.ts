import type { ModelTraits } from "../../../../models/model-traits.ts";
import type { RequestNotes } from "../../request/request-notes.ts";

/** What converting the messages of one request needs. */
export interface InputOptions {
  traits: ModelTraits;
  notes: RequestNotes;
  /** The role of system messages; `remove` leaves them out. Default: the one in the model's traits. */
  systemMessageMode: string | undefined;
  /** Whether the request continues a conversation that OpenAI stores. Items that came from it are not sent again. */
  hasConversation: boolean;
  /** Names of functions whose results must be JSON. */
  jsonTools: ReadonlySet<string>;
  /** Names of custom tools, whose input is text. */
  customTools: ReadonlySet<string>;
}
