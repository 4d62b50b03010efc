import type { AudioEvent, ChatEvent, CitationEvent, ImageEvent } from "@cometapi/core";
import type { ContentBlock } from "@langchain/core/messages";
import { readText } from "../read-field.ts";
import { keepEcho } from "./echo.ts";

/** An event of the content of one choice. */
export type ContentEvent = Exclude<Extract<ChatEvent, { choiceIndex: number }>, { type: "finish" }>;

/** Types of events whose content has another place: a field of LangChain's messages, or the outline. */
type TypeWithPlace =
  | "text-delta"
  | "text-end"
  | "citation"
  | "logprobs"
  | "reasoning-end"
  | "vendor-block"
  | "tool-call-start"
  | "tool-call-delta"
  | "tool-call-end";

/** All other events of content, by their type. */
type PartEvents = {
  [Event in Exclude<ContentEvent, { type: TypeWithPlace }> as Event["type"]]: Event;
};
type PartType = keyof PartEvents;
export type PartEvent = PartEvents[PartType];

/** The index by which LangChain joins the blocks of chunks. A whole message has none. */
export interface BlockPosition {
  index?: number;
}

/** How LangChain holds one kind of part. */
interface PartKind<Event> {
  /** The member of `additional_kwargs` that keeps it, in a chunk as in a whole message. */
  key: string;
  /** Adds an event to what is kept. LangChain joins chunks the same way: it appends texts and lists. */
  keep: (kept: unknown, event: Event) => unknown;
  /** Shows what is kept as content blocks. */
  toBlocks: (kept: unknown, position: BlockPosition) => ContentBlock.Standard[];
  /** Whether each event is a part of its own. Default: each is a piece of one. */
  isWhole?: boolean;
}

/**
 * The kinds of parts that are kept in `additional_kwargs`, in the order in which they are shown. Chunks, whole
 * messages, content blocks and the event protocol are made from this table.
 */
export const ANSWER_PARTS: { readonly [Type in PartType]: PartKind<PartEvents[Type]> } = {
  "reasoning-delta": textInPieces("reasoning_content", (reasoning) => ({
    type: "reasoning",
    reasoning,
  })),
  "refusal-delta": textInPieces("refusal", (refusal) => ({
    type: "non_standard",
    value: { type: "refusal", refusal },
  })),
  audio: { key: "audio", keep: keepAudio, toBlocks: toAudioBlocks },
  image: listOfWholes("images", toImageBlock),
};

/** Adds an event to the `additional_kwargs` of a chunk or message. */
export function keepPart(kwargs: Record<string, unknown>, event: PartEvent): void {
  const { key } = ANSWER_PARTS[event.type];
  kwargs[key] = keepAs(event.type, kwargs[key], event);
}

/** The content blocks of an event that is a part of its own. Undefined for a piece. */
export function convertWholePart(event: PartEvent): ContentBlock.Standard[] | undefined {
  const { isWhole, toBlocks } = ANSWER_PARTS[event.type];
  return isWhole === true ? toBlocks(keepAs(event.type, undefined, event), {}) : undefined;
}

/** The content blocks of all parts that a message keeps. */
export function convertParts(kwargs: Record<string, unknown>): ContentBlock.Standard[] {
  return Object.values(ANSWER_PARTS).flatMap((kind) => kind.toBlocks(kwargs[kind.key], {}));
}

function keepAs<Type extends PartType>(
  type: Type,
  kept: unknown,
  event: PartEvents[Type],
): unknown {
  return ANSWER_PARTS[type].keep(kept, event);
}

/** A kind of part that comes as the pieces of one text. */
function textInPieces(
  key: string,
  toBlock: (text: string) => ContentBlock.Standard,
): PartKind<{ text: string }> {
  return {
    key,
    keep: (kept, { text }) => append(kept, text),
    toBlocks: (kept, position) =>
      typeof kept === "string" && kept !== "" ? [{ ...toBlock(kept), ...position }] : [],
  };
}

/** A kind of part that comes whole, and is kept as its content block. */
function listOfWholes<Event>(
  key: string,
  toBlock: (event: Event) => ContentBlock.Standard,
): PartKind<Event> {
  return {
    key,
    keep: (kept, event) => [...listOf(kept), toBlock(event)],
    toBlocks: (kept) => listOf(kept),
    isWhole: true,
  };
}

function append(kept: unknown, text: string): string {
  return typeof kept === "string" ? kept + text : text;
}

function toImageBlock({ image, echo }: ImageEvent): ContentBlock.Multimodal.Image {
  const block: ContentBlock.Multimodal.Image =
    "url" in image
      ? { type: "image", url: image.url }
      : { type: "image", data: image.data, mimeType: image.mediaType };
  return { ...block, ...keepEcho(echo) };
}

/** Chat Completions does not give the type of its audio. LangChain itself assumes this one. */
export const audioMediaType = "audio/wav";

function keepAudio(kept: unknown, event: AudioEvent): Record<string, unknown> {
  const { id, data, transcript, mediaType } = event;
  const audio: Record<string, unknown> = typeof kept === "object" ? { ...kept } : {};
  if (id !== undefined) audio["id"] = id;
  if (mediaType !== undefined) audio["mime_type"] = mediaType;
  if (data !== undefined) audio["data"] = append(audio["data"], data);
  if (transcript !== undefined) audio["transcript"] = append(audio["transcript"], transcript);
  return audio;
}

function toAudioBlocks(kept: unknown, position: BlockPosition): ContentBlock.Multimodal.Audio[] {
  const data = readText(kept, "data");
  const transcript = readText(kept, "transcript");
  if (data === undefined && transcript === undefined) return [];
  // One chunk of a clip names its type, and LangChain appends the strings of the others.
  const unnamed = position.index === undefined ? audioMediaType : "";
  return [
    {
      type: "audio",
      data: data ?? "",
      mimeType: readText(kept, "mime_type") ?? unnamed,
      ...position,
      ...(transcript !== undefined && { transcript }),
    },
  ];
}

/** A source of the answer as an annotation of its text. */
export function convertCitation(citation: CitationEvent): ContentBlock.Citation {
  return {
    type: "citation",
    ...(citation.url !== undefined && { url: citation.url }),
    ...(citation.title !== undefined && { title: citation.title }),
    ...(citation.filename !== undefined && { filename: citation.filename }),
    ...(citation.fileId !== undefined && { fileId: citation.fileId }),
    ...(citation.content !== undefined && { citedText: citation.content }),
    ...(citation.startIndex !== undefined && { startIndex: citation.startIndex }),
    ...(citation.endIndex !== undefined && { endIndex: citation.endIndex }),
  };
}

/** A copy of a list that this package wrote into a message. */
export function listOf<T>(value: unknown): T[] {
  return Array.isArray(value) ? [...value] : [];
}
