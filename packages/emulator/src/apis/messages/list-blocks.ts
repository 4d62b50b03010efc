import type { Answer, AnswerPart, Search, Source, Text, Thought } from "../../engine/answer.ts";
import { isJsonObject, type JsonObject } from "../../engine/conversation.ts";
import { splitPieces } from "../../engine/split-pieces.ts";
import { splitText } from "../../engine/split-text.ts";
import { seal } from "../../signing/seal.ts";
import { signThought } from "../../signing/sign-thought.ts";
import type { TextReply } from "../text-api.ts";
import type { MessagesBody } from "./messages-body.ts";

/** One block of an answer: the whole block, and its start and deltas in a stream. */
export interface AnswerBlock {
  whole: JsonObject;
  start: JsonObject;
  deltas: readonly JsonObject[];
}

/** The blocks of an answer, in order. */
export function listBlocks(answer: Answer, reply: TextReply<MessagesBody>): AnswerBlock[] {
  return answer.parts.flatMap((part) => listPartBlocks(part, reply));
}

function listPartBlocks(part: AnswerPart, reply: TextReply<MessagesBody>): AnswerBlock[] {
  switch (part.kind) {
    case "thought": {
      return [createThought(part, reply)];
    }
    case "text": {
      return [createText(part)];
    }
    case "refusal": {
      return [createText({ kind: "text", text: part.text })];
    }
    case "search": {
      return createSearch(part, reply);
    }
    case "call": {
      const { id, name } = part;
      const start = { type: "tool_use", id, name, input: {} };
      return [
        {
          whole: { ...start, input: parseInput(part.arguments) },
          start,
          deltas: listInputDeltas(part.arguments),
        },
      ];
    }
    case "image": {
      return [];
    }
  }
}

function createThought(thought: Thought, reply: TextReply<MessagesBody>): AnswerBlock {
  const mark = markThought(thought, reply);
  if (thought.isRedacted === true) {
    const block = { type: "redacted_thinking", data: mark };
    return { whole: block, start: block, deltas: [] };
  }
  const shown = showThought(thought, reply);
  return {
    whole: { type: "thinking", thinking: shown, signature: mark },
    start: { type: "thinking", thinking: "", signature: "" },
    deltas: [
      ...splitPieces(shown).map((thinking) => ({ type: "thinking_delta", thinking })),
      ...(mark === "" ? [] : [{ type: "signature_delta", signature: mark }]),
    ],
  };
}

/** What a thought is recognized by when it comes back: its signature or its encrypted text. Rewritten thoughts have neither. */
export function markThought(thought: Thought, reply: TextReply<MessagesBody>): string {
  if (thought.isRedacted === true) return seal("redacted thinking", thought.text);
  if (reply.model.serving === "converted") return "";
  return signThought(showThought(thought, reply), thought.text);
}

/** The text of a thought that the caller gets. Newer models send only the signature unless they are asked for more. */
function showThought({ text }: Thought, { model, request }: TextReply<MessagesBody>): string {
  const usual = model.manners.omitsThoughts ? "omitted" : "summarized";
  return (request.body.thinking?.display ?? usual) === "omitted" ? "" : text;
}

function createText(part: Text): AnswerBlock {
  const citations = (part.sources ?? []).map((source) => encodeCitation(source));
  return {
    whole: { type: "text", text: part.text, ...(citations.length === 0 ? {} : { citations }) },
    start: { type: "text", text: "", ...(citations.length === 0 ? {} : { citations: [] }) },
    deltas: [
      ...splitText(part).map((text) => ({ type: "text_delta", text })),
      ...citations.map((citation) => ({ type: "citations_delta", citation })),
    ],
  };
}

function encodeCitation(source: Source): JsonObject {
  if (source.kind === "web") {
    return {
      type: "web_search_result_location",
      url: source.url,
      title: source.title,
      encrypted_index: seal("search result", source.url),
      cited_text: source.quote,
    };
  }
  const place = {
    cited_text: source.quote,
    document_index: source.index,
    document_title: source.title ?? null,
    file_id: null,
  };
  return source.isPDF
    ? { type: "page_location", ...place, start_page_number: 1, end_page_number: 2 }
    : {
        type: "char_location",
        ...place,
        start_char_index: source.start,
        end_char_index: source.start + source.quote.length,
      };
}

function createSearch({ query, results }: Search, reply: TextReply<MessagesBody>): AnswerBlock[] {
  const id = `srvtoolu_${reply.random.text(24)}`;
  const start = { type: "server_tool_use", id, name: "web_search", input: {} };
  const found = {
    type: "web_search_tool_result",
    tool_use_id: id,
    content: results.map(({ url, title, text }) => ({
      type: "web_search_result",
      url,
      title,
      encrypted_content: seal("search result", text),
      page_age: null,
    })),
  };
  return [
    {
      whole: { ...start, input: { query } },
      start,
      deltas: listInputDeltas(JSON.stringify({ query })),
    },
    { whole: found, start: found, deltas: [] },
  ];
}

function listInputDeltas(text: string): JsonObject[] {
  return ["", ...splitPieces(text)].map((piece) => ({
    type: "input_json_delta",
    partial_json: piece,
  }));
}

/** The arguments as an object. A call that was cut off has an empty one. */
function parseInput(text: string): JsonObject {
  try {
    const input: unknown = JSON.parse(text);
    return isJsonObject(input) ? input : {};
  } catch {
    return {};
  }
}
