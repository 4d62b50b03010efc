import type { CometAPIError } from "../errors/comet-api-error.ts";
import type { JSONObject, JSONValue } from "../json.ts";
import type {
  AudioEvent,
  CitationEvent,
  FinishReason,
  ImageEvent,
  ResponseMetadataEvent,
  ToolCallEndEvent,
  VendorBlockEvent,
} from "./chat-event.ts";
import type { AssistantPart } from "./chat-request.ts";
import type { ChatUsage } from "./chat-usage.ts";

/** A whole answer, put together from its events. */
export interface ChatResult {
  metadata: ResponseMetadataEvent | undefined;
  /** One for each alternative answer, by `choiceIndex`. At least one, unless nothing was answered. */
  choices: ChatChoice[];
  usage: ChatUsage | undefined;
  /** The errors that came in the middle. With any of them the answer is not whole. */
  errors: CometAPIError[];
}

/** One of the alternative answers. */
export interface ChatChoice {
  choiceIndex: number;
  /** Everything said, thought and called, in order: an `AssistantMessage` takes it back as it is. */
  content: AssistantPart[];
  /** All text of the answer. */
  text: string;
  /** All readable reasoning. */
  reasoning: string;
  refusal: string;
  toolCalls: ToolCallEndEvent[];
  images: ImageEvent[];
  audio: AudioEvent[];
  citations: CitationEvent[];
  vendorBlocks: VendorBlockEvent[];
  logprobs: JSONValue[];
  /** `interrupted` until a finish event says otherwise. */
  finishReason: FinishReason;
  rawFinishReason: string | undefined;
  /** As in the finish event. */
  finishDetails: JSONObject | undefined;
}
