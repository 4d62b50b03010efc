import type { Answer, AnswerPart, Text } from "../../engine/answer.ts";
import type { JsonObject } from "../../engine/conversation.ts";
import { encryptReasoning } from "../../signing/encrypt-reasoning.ts";
import type { TextReply } from "../text-api.ts";
import { findIncompleteReason } from "./find-incomplete-reason.ts";
import type { ResponsesBody } from "./responses-body.ts";

/** One item of a response's output. */
export type OutputItem = ReasoningItem | MessageItem | CallItem | SearchItem | ImageItem;

/** Thoughts, of which callers see a summary at most. */
export interface ReasoningItem {
  id: string;
  type: "reasoning";
  summary: { type: "summary_text"; text: string }[];
  encrypted_content?: string;
}

/** Text, or a refusal. */
export interface MessageItem {
  id: string;
  type: "message";
  status: Status;
  role: "assistant";
  content: (TextContent | RefusalContent)[];
}

/** A text with its citations. */
export interface TextContent {
  type: "output_text";
  annotations: JsonObject[];
  logprobs: unknown[];
  text: string;
}

/** A refusal in words. */
export interface RefusalContent {
  type: "refusal";
  refusal: string;
}

/** A function call. */
export interface CallItem {
  id: string;
  type: "function_call";
  status: Status;
  call_id: string;
  name: string;
  arguments: string;
}

/** A search that the vendor made. */
export interface SearchItem {
  id: string;
  type: "web_search_call";
  status: Status;
  action: { type: "search"; query: string; sources?: { type: "url"; url: string }[] };
}

/** An image that the vendor made. */
export interface ImageItem {
  id: string;
  type: "image_generation_call";
  status: Status;
  result: string;
}

type Status = "completed" | "incomplete";

const outputs = new WeakMap<TextReply<ResponsesBody>, OutputItem[]>();

/** The output items of an answer, in its order. Streams and whole responses have the same ones. */
export function encodeOutput(answer: Answer, reply: TextReply<ResponsesBody>): OutputItem[] {
  const known = outputs.get(reply);
  if (known !== undefined) return known;
  const status = findIncompleteReason(answer) === undefined ? "completed" : "incomplete";
  const items: OutputItem[] = answer.parts.map((part) => encodePart(part, status, reply));
  const isSilent = !items.some((item) => item.type !== "reasoning");
  if (isSilent) items.push(encodePart({ kind: "text", text: "" }, status, reply));
  outputs.set(reply, items);
  return items;
}

function encodePart(
  part: AnswerPart,
  status: Status,
  { random, request }: TextReply<ResponsesBody>,
): OutputItem {
  const { body } = request;
  const includes = (what: string): boolean => body.include?.includes(what) ?? false;
  switch (part.kind) {
    case "thought": {
      const id = `rs_${random.text(40)}`;
      const isSummarized = (body.reasoning?.summary ?? null) !== null;
      return {
        id,
        type: "reasoning",
        summary: isSummarized ? [{ type: "summary_text", text: part.text }] : [],
        ...(includes("reasoning.encrypted_content")
          ? { encrypted_content: encryptReasoning(id, part.text) }
          : {}),
      };
    }
    case "text": {
      return createMessage(`msg_${random.text(40)}`, status, encodeText(part));
    }
    case "refusal": {
      const refusal = { type: "refusal", refusal: part.text } as const;
      return createMessage(`msg_${random.text(40)}`, status, refusal);
    }
    case "call": {
      return {
        id: `fc_${random.text(40)}`,
        type: "function_call",
        status,
        call_id: part.id,
        name: part.name,
        arguments: part.arguments,
      };
    }
    case "search": {
      const sources = part.results.map(({ url }) => ({ type: "url" as const, url }));
      return {
        id: `ws_${random.text(40)}`,
        type: "web_search_call",
        status: "completed",
        action: {
          type: "search",
          query: part.query,
          ...(includes("web_search_call.action.sources") ? { sources } : {}),
        },
      };
    }
    case "image": {
      const id = `ig_${random.text(40)}`;
      return { id, type: "image_generation_call", status: "completed", result: part.base64 };
    }
  }
}

function createMessage(
  id: string,
  status: Status,
  content: TextContent | RefusalContent,
): MessageItem {
  return { id, type: "message", status, role: "assistant", content: [content] };
}

function encodeText({ text, sources = [] }: Text): TextContent {
  const annotations = sources.flatMap((source) => {
    if (source.kind === "document") return [];
    const start = Math.max(0, text.indexOf(source.quote));
    return [
      {
        type: "url_citation",
        start_index: start,
        end_index: start + source.quote.length,
        url: source.url,
        title: source.title,
      },
    ];
  });
  return { type: "output_text", annotations, logprobs: [], text };
}
