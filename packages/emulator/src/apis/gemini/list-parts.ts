import type { Answer, AnswerPart } from "../../engine/answer.ts";
import { isJsonObject, type JsonObject } from "../../engine/conversation.ts";
import { readAnswer } from "../../engine/read-answer.ts";
import { splitPieces } from "../../engine/split-pieces.ts";
import { splitText } from "../../engine/split-text.ts";
import { signCall } from "../../signing/sign-call.ts";
import type { TextReply } from "../text-api.ts";
import type { GeminiCall } from "./parse-request.ts";

/** The parts of an answer, each in the pieces a stream sends it in; a signature stands on the last piece. */
export function listParts(answer: Answer, reply: TextReply<GeminiCall>): JsonObject[][] {
  const { reasoning } = readAnswer(answer);
  const { wantsSignedCalls } = reply.model.manners;
  const firstCall = answer.parts.find((part) => part.kind === "call");
  const lastText = answer.parts.findLast((part) => part.kind === "text");
  return answer.parts.flatMap((part) => {
    const pieces = listPieces(part, showsThoughts(reply));
    // The first call of a step is signed, or the last text if there is no call. Without thoughts, only models whose
    // calls must come back signed sign anything.
    const isSigned =
      firstCall === undefined
        ? part === lastText && reasoning !== ""
        : part === firstCall && (reasoning !== "" || wantsSignedCalls);
    if (isSigned) signLast(pieces, signCall(reasoning));
    return pieces.length === 0 ? [] : [pieces];
  });
}

/** The pieces of a part as one part, for a whole answer. */
export function joinPieces(pieces: readonly JsonObject[]): JsonObject {
  const text = pieces.map((piece) => piece["text"]).join("");
  const joined: JsonObject = Object.assign({}, ...pieces);
  return "text" in joined ? { ...joined, text } : joined;
}

function listPieces(part: AnswerPart, isShowingThoughts: boolean): JsonObject[] {
  switch (part.kind) {
    case "thought": {
      if (!isShowingThoughts) return [];
      return splitPieces(part.text).map((text) => ({ text, thought: true }));
    }
    // The end of a text is an empty piece, which carries its signature when there were thoughts.
    case "text": {
      return [...splitText(part).map((text) => ({ text })), { text: "" }];
    }
    case "call": {
      return [{ functionCall: { name: part.name, args: parseArguments(part.arguments) } }];
    }
    case "image": {
      return [{ inlineData: { mimeType: part.mediaType, data: part.base64 } }];
    }
    // A search is in the grounding of the candidate, a refusal in its finish reason.
    case "search":
    case "refusal": {
      return [];
    }
  }
}

function signLast(pieces: JsonObject[], signature: string): void {
  const last = pieces.at(-1);
  if (last !== undefined) last["thoughtSignature"] = signature;
}

/** Whether the caller asked to see thoughts. */
function showsThoughts({ request }: TextReply<GeminiCall>): boolean {
  return request.body.body.generationConfig?.thinkingConfig?.includeThoughts === true;
}

function parseArguments(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : {};
  } catch {
    return {};
  }
}
