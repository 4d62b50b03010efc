import type { JSONObject } from "../../../../json.ts";
import type { ModelTraits } from "../../../../models/model-traits.ts";
import type { ChatRequest, ChatTool } from "../../../chat-request.ts";
import { RequestNotes } from "../../request/request-notes.ts";
import { vendorOptionsOf } from "../../request/vendor-options-of.ts";
import { ConvertedCalls } from "./converted-calls.ts";
import type { OpenAIOptions } from "./read-openai-options.ts";

/** A request on its way to the API's form, with what several converters need. */
export interface RequestContext {
  readonly request: ChatRequest;
  /** OpenAI's options that converters read one by one. */
  readonly controls: JSONObject;
  readonly traits: ModelTraits;
  readonly notes: RequestNotes;
  /** Whether the request continues a conversation that OpenAI stores. Items that came from it are not sent again. */
  readonly hasConversation: boolean;
  /** The calls of the conversation so far, for their results. */
  readonly calls: ConvertedCalls;
  /** Names of functions whose results must be JSON. */
  readonly jsonTools: ReadonlySet<string>;
}

/** Makes the context of a request. OpenAI's option `forceReasoning` says of an unknown model that it reasons. */
export function createRequestContext(
  { request, fields, controls }: OpenAIOptions,
  known: ModelTraits,
): RequestContext {
  const traits: ModelTraits =
    controls["forceReasoning"] === true
      ? { ...known, isReasoning: true, systemRole: "developer" }
      : known;
  const { tools = [] } = request;
  return {
    request,
    controls,
    traits,
    notes: new RequestNotes(request.model, traits),
    hasConversation: fields["conversation"] !== undefined,
    calls: new ConvertedCalls(new Set(tools.flatMap(namesOfCustomTool))),
    jsonTools: new Set(tools.flatMap(namesOfJSONTool)),
  };
}

/** The name of a custom tool, whose input is text. */
function namesOfCustomTool(tool: ChatTool): string[] {
  if (tool.type === "vendor") return tool.id === "openai.custom" ? [tool.name] : [];
  if (tool.type !== "raw" || tool.value["type"] !== "custom") return [];
  const { name } = tool.value;
  return typeof name === "string" ? [name] : [];
}

function namesOfJSONTool(tool: ChatTool): string[] {
  const isJSONTool =
    tool.type === "function" && vendorOptionsOf(tool, "openai")["outputSchema"] !== undefined;
  return isJSONTool ? [tool.name] : [];
}
