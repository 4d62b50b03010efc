import type { ModelTraits } from "../../../../models/model-traits.ts";
import type { ChatRequest } from "../../../chat-request.ts";
import { chooseOutputMode, type OutputMode } from "../choose-output-mode.ts";
import { type ConvertedThinking, convertThinking } from "./convert-thinking.ts";
import { MessagesNotes } from "./messages-notes.ts";
import { ToolNames } from "../vendor-tools.ts";

/** A request on its way to the API's form, with the decisions that several converters need. */
export interface RequestContext {
  readonly request: ChatRequest;
  readonly traits: ModelTraits;
  readonly notes: MessagesNotes;
  readonly names: ToolNames;
  readonly thinking: ConvertedThinking;
  readonly outputMode: OutputMode;
}

/** Makes these decisions, and reports where the request cannot be followed closely. */
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

/** Reports a response format that the API does not enforce. */
function reportOutputMode(outputMode: OutputMode, model: string, notes: MessagesNotes): void {
  if (outputMode.kind === "instruction") {
    notes.changed("responseFormat", `${model} was asked for its response format in words.`);
  } else if (outputMode.kind === "tool" && outputMode.format.strict === true) {
    const message = `${model} was asked for its response format by a tool, whose schema it may miss.`;
    notes.changed("responseFormat", message);
  }
}
