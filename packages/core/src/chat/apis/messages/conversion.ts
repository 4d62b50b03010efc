import type { ModelTraits } from "../../../models/model-traits.ts";
import type { ChatRequest } from "../../chat-request.ts";
import { chooseResponseMeans, type ResponseMeans } from "./choose-response-means.ts";
import { type ConvertedThinking, convertThinking } from "./convert-thinking.ts";
import { MessagesNotes } from "./messages-notes.ts";
import { ToolNames } from "./tool-names.ts";

/** A request under conversion: what was asked, of which model, and what was decided first. */
export interface Conversion {
  readonly request: ChatRequest;
  readonly traits: ModelTraits;
  readonly notes: MessagesNotes;
  readonly names: ToolNames;
  /** How the model is told to think. */
  readonly thinking: ConvertedThinking;
  /** How it is made to answer in a format. */
  readonly means: ResponseMeans;
}

/** Decides what the rest of a conversion rests on. */
export function beginConversion(request: ChatRequest, traits: ModelTraits): Conversion {
  const notes = new MessagesNotes(request.model, traits);
  const means = chooseResponseMeans(request, traits);
  noteMeans(means, request.model, notes);
  return {
    request,
    traits,
    notes,
    names: new ToolNames(request.tools),
    thinking: convertThinking(request, traits, notes),
    means,
  };
}

/** Reports where the model is held less closely to a format than was asked for. */
function noteMeans(means: ResponseMeans, model: string, notes: MessagesNotes): void {
  if (means.kind === "words") {
    notes.changed("responseFormat", `${model} was asked for its response format in words.`);
  } else if (means.kind === "tool" && means.format.strict === true) {
    const message = `${model} was asked for its response format by a tool, whose schema it may miss.`;
    notes.changed("responseFormat", message);
  }
}
