import type { ModelTraits } from "../../../../models/model-traits.ts";
import type { ChatRequest } from "../../../chat-request.ts";
import { RequestNotes } from "../../request/request-notes.ts";
import { chooseOutputMode, type OutputMode } from "../choose-output-mode.ts";
import { ConvertedCalls } from "./converted-calls.ts";

/** A request on its way to the API's form, with what several converters need. */
export interface RequestContext {
  readonly request: ChatRequest;
  readonly traits: ModelTraits;
  readonly outputMode: OutputMode;
  /** The calls of the conversation so far, for their results. */
  readonly calls: ConvertedCalls;
  /** The warnings so far. */
  readonly notes: RequestNotes;
}

/** Makes the context of a request. */
export function createRequestContext(request: ChatRequest, traits: ModelTraits): RequestContext {
  return {
    request,
    traits,
    outputMode: chooseOutputMode(request, traits),
    calls: new ConvertedCalls(),
    notes: new RequestNotes(request.model, traits),
  };
}
