import type { ModelTraits } from "../../../../models/model-traits.ts";
import type { ChatRequest } from "../../../chat-request.ts";
import { RequestNotes } from "../../request/request-notes.ts";
import { chooseOutputMode, type OutputMode } from "../choose-output-mode.ts";
import { ToolNames } from "../tool-names.ts";
import { type ConvertedThinking, convertThinking } from "./convert-thinking.ts";
import { ConvertedCalls } from "./converted-calls.ts";

/** A request on its way to the API's form, with what the converters know of it and what they collect. */
export interface RequestContext {
  readonly request: ChatRequest;
  readonly traits: ModelTraits;
  readonly outputMode: OutputMode;
  readonly thinking: ConvertedThinking;
  readonly names: ToolNames;
  /** The calls of the conversation so far. */
  readonly calls: ConvertedCalls;
  /** The warnings so far. */
  readonly notes: RequestNotes;
  /** The beta flags that the request needs so far. */
  readonly betas: Set<string>;
}

/** Decides how the model answers and thinks, before anything is converted. */
export function createRequestContext(request: ChatRequest, traits: ModelTraits): RequestContext {
  const notes = new RequestNotes(request.model, traits);
  return {
    request,
    traits,
    outputMode: chooseOutputMode(request, traits),
    thinking: convertThinking(request, traits, notes),
    names: new ToolNames(request.tools),
    calls: new ConvertedCalls(),
    notes,
    betas: new Set(),
  };
}
