import type { ModelTraits } from "../../../models/model-traits.ts";
import type { ChatRequest } from "../../chat-request.ts";
import { chooseOutputMode, type OutputMode } from "./choose-output-mode.ts";
import { type ConvertedThinking, convertThinking } from "./convert-thinking.ts";
import { MessagesNotes } from "./messages-notes.ts";
import { ToolNames } from "./tool-names.ts";

/** A request under conversion: what was asked, of which model, and what was decided first. */
export interface RequestContext {
  readonly request: ChatRequest;
  readonly traits: ModelTraits;
  readonly notes: MessagesNotes;
  readonly names: ToolNames;
  /** How the model is told to think. */
  readonly thinking: ConvertedThinking;
  /** How it is made to answer in a format. */
  readonly outputMode: OutputMode;
}

/** Decides what the rest of a conversion rests on. */
export function createRequestContext(request: ChatRequest, traits: ModelTraits): RequestContext {
  const notes = new MessagesNotes(request.model, traits);
  const outputMode = chooseOutputMode(request, traits);
  reportOutputMode(outputMode, request.model, notes);
  return {
    request,
    traits,
    notes,
    names: new ToolNames(request.tools),
    thinking: convertThinking(request, traits, notes),
    outputMode,
  };
}

/** Reports where the model is held less closely to a format than was asked for. */
function reportOutputMode(outputMode: OutputMode, model: string, notes: MessagesNotes): void {
  if (outputMode.kind === "instruction") {
    notes.changed("responseFormat", `${model} was asked for its response format in words.`);
  } else if (outputMode.kind === "tool" && outputMode.format.strict === true) {
    const message = `${model} was asked for its response format by a tool, whose schema it may miss.`;
    notes.changed("responseFormat", message);
  }
}
