import { isJSONObject, isObject, numberOf, textOf } from "../json-access.ts";
import type {
  AssistantPart,
  ImagePart,
  MediaPart,
  RawPart,
  ReasoningPart,
  TextPart,
  ToolCallPart,
  VendorBlockPart,
} from "./chat-request.ts";
import { type Echo, parseEcho } from "./echo.ts";
import { MEDIA_NAMES } from "./media-part.ts";
import { parseVendorBlock } from "./parse-vendor-block.ts";

/**
 * The order of an answer's parts and what has to go back with each, without the texts, arguments and
 * images themselves. For frameworks whose messages hold texts, calls and images in separate fields: the
 * outline is plain JSON and is kept with the message.
 */
export type ContentOutline = OutlinePart[];

/** One part of an answer: texts by their length, calls by their id, images by their position, any other part whole. */
export type OutlinePart =
  | { type: "text" | "reasoning"; length: number; echo?: Echo }
  | { type: "tool-call"; id: string; echo?: Echo }
  | { type: "image"; echo?: Echo }
  | OtherMediaPart
  | RawPart
  | VendorBlockPart;

type OtherMediaPart = Exclude<MediaPart, ImagePart>;

/** What a framework's message holds of an answer. */
export interface KeptContent {
  text: string;
  reasoning: string;
  toolCalls: readonly ToolCallPart[];
  images?: readonly ImagePart[] | undefined;
}

/**
 * The outline of an answer. Undefined where nothing has to go back with it and its parts stand in the
 * plain order: reasoning, text, images, calls.
 */
export function createContentOutline(
  content: readonly AssistantPart[],
): ContentOutline | undefined {
  const outline = content.map(outlinePart);
  return outline.some(goesBack) || !isPlain(outline) ? outline : undefined;
}

function outlinePart(part: AssistantPart): OutlinePart {
  switch (part.type) {
    case "text":
    case "reasoning":
      return { type: part.type, length: part.text.length, ...keepEcho(part) };
    case "tool-call":
      return { type: "tool-call", id: part.id, ...keepEcho(part) };
    case "image":
      return { type: "image", ...keepEcho(part) };
    default:
      return part;
  }
}

function keepEcho({ echo }: { echo?: Echo | undefined }): { echo?: Echo } {
  return echo === undefined ? {} : { echo };
}

/** Whether a part has something to send back that the message itself does not hold. */
function goesBack(part: OutlinePart): boolean {
  return !PLAIN_ORDER.includes(part.type) || ("echo" in part && part.echo !== undefined);
}

const PLAIN_ORDER: readonly OutlinePart["type"][] = ["reasoning", "text", "image", "tool-call"];

function isPlain(outline: ContentOutline): boolean {
  const ranks = outline.map((part) => PLAIN_ORDER.indexOf(part.type));
  return ranks.every((rank, index) => index === 0 || rank >= (ranks[index - 1] ?? 0));
}

/**
 * An answer's parts in their order, with what has to go back, from what a message holds and the outline
 * kept with it. The message may have been changed since:
 * - A text of another length goes back as one part without an echo, before the calls.
 * - Changed reasoning is left out, because its signature no longer fits.
 * - Calls that were removed are left out. Calls that were added come last.
 *
 * @param outline As it was kept. Any other value counts as no outline.
 */
export function applyContentOutline(outline: unknown, kept: KeptContent): AssistantPart[] {
  const parts = parseOutline(outline);
  if (parts === undefined) return plainContent(kept);
  const texts = new Slices(kept.text, parts, "text");
  const reasonings = new Slices(kept.reasoning, parts, "reasoning");
  const images = [...(kept.images ?? [])];
  const calls = new Map(kept.toolCalls.map((call) => [call.id, call]));
  const content: AssistantPart[] = [];
  for (const part of parts) {
    switch (part.type) {
      case "text":
      case "reasoning": {
        const text = (part.type === "text" ? texts : reasonings).take(part.length);
        if (text !== undefined) content.push({ type: part.type, text, ...keepEcho(part) });
        break;
      }
      case "image": {
        const image = images.shift();
        if (image !== undefined) content.push({ ...image, ...keepEcho(part) });
        break;
      }
      case "tool-call": {
        const call = calls.get(part.id);
        if (call !== undefined) content.push({ ...call, ...keepEcho(part) });
        calls.delete(part.id);
        break;
      }
      default:
        content.push(part);
    }
  }
  if (!texts.isUnchanged) {
    const firstCall = content.findIndex(({ type }) => type === "tool-call");
    content.splice(firstCall === -1 ? content.length : firstCall, 0, ...textOfMessage(kept.text));
  }
  return [...content, ...images, ...calls.values()];
}

function plainContent({ text, reasoning, toolCalls, images = [] }: KeptContent): AssistantPart[] {
  const thought: ReasoningPart[] = reasoning === "" ? [] : [{ type: "reasoning", text: reasoning }];
  return [...thought, ...textOfMessage(text), ...images, ...toolCalls];
}

function textOfMessage(text: string): TextPart[] {
  return text === "" ? [] : [{ type: "text", text }];
}

/** Cuts a text into the pieces of an outline, if their lengths add up to the text's length. */
class Slices {
  readonly isUnchanged: boolean;
  readonly #text: string;
  #start = 0;

  constructor(text: string, outline: ContentOutline, type: "text" | "reasoning") {
    const lengths = outline.map((part) => (part.type === type ? part.length : 0));
    this.isUnchanged = lengths.reduce((sum, length) => sum + length, 0) === text.length;
    this.#text = text;
  }

  /** The next piece. Undefined if the text was changed. */
  take(length: number): string | undefined {
    if (!this.isUnchanged) return undefined;
    const text = this.#text.slice(this.#start, this.#start + length);
    this.#start += length;
    return text;
  }
}

function parseOutline(value: unknown): ContentOutline | undefined {
  if (!Array.isArray(value)) return undefined;
  const parts = value.map(parsePart);
  const known = parts.filter((part) => part !== undefined);
  return known.length === parts.length ? known : undefined;
}

function parsePart(value: unknown): OutlinePart | undefined {
  if (!isObject(value)) return undefined;
  const echo = parseEcho(value["echo"]);
  const extra = echo === undefined ? {} : { echo };
  switch (value["type"]) {
    case "text":
    case "reasoning": {
      const length = numberOf(value["length"]);
      return length === undefined ? undefined : { type: value["type"], length, ...extra };
    }
    case "tool-call": {
      const id = textOf(value["id"]);
      return id === undefined ? undefined : { type: "tool-call", id, ...extra };
    }
    case "image":
      return { type: "image", ...extra };
    case "vendor-block":
      return parseVendorBlock(value);
    case "raw":
      return isJSONObject(value["value"]) ? { type: "raw", value: value["value"] } : undefined;
    default:
      return isOtherMedia(value) ? value : undefined;
  }
}

function isOtherMedia(value: unknown): value is OtherMediaPart {
  if (!isObject(value) || !isObject(value["source"])) return false;
  return typeof value["type"] === "string" && Object.hasOwn(MEDIA_NAMES, value["type"]);
}
