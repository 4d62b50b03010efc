import { APIError } from "../http/api-error.ts";
import { checkMatch } from "./check-match.ts";
import { checkReply } from "./check-reply.ts";
import { copyResponse } from "./copy-response.ts";
import type { Reply, ScriptedAnswer, ScriptedFault } from "./reply.ts";
import { isMatch, type RequestMatch, type ScriptedRequest } from "./scripted-request.ts";

/** Replies for one kind of request. */
export interface Script {
  /**
   * Adds a reply. The first request gets the first one, and so on; the last one is given from then on. Throws a
   * `TypeError` for a text where the match names an API that has none to give: embeddings, images, videos.
   */
  reply: (reply: Reply) => Script;
}

/** A reply after a user's function was called for it. */
export type ResolvedReply = ScriptedAnswer | ScriptedFault | Response;

interface Entry {
  match: RequestMatch | undefined;
  replies: Reply[];
  played: number;
}

/** The scripts of an emulator. The latest that fits a request answers it. */
export class ScriptBook {
  #entries: Entry[] = [];

  /** Begins a script. Throws a `TypeError` for a match with a property that does not exist. */
  on(match?: RequestMatch): Script {
    checkMatch(match);
    const entry: Entry = { match, replies: [], played: 0 };
    this.#entries.unshift(entry);
    const script: Script = {
      reply: (reply) => {
        checkReply(match, reply);
        entry.replies.push(reply);
        return script;
      },
    };
    return script;
  }

  /** The reply to a request; undefined when no script fits and the engine is to answer. */
  async find(request: ScriptedRequest): Promise<ResolvedReply | undefined> {
    const entry = this.#entries.find(
      ({ match, replies }) => replies.length > 0 && fits(match, request),
    );
    if (entry === undefined) return undefined;
    const isRepeated = entry.played >= entry.replies.length;
    const reply = entry.replies[Math.min(entry.played, entry.replies.length - 1)];
    entry.played += 1;
    if (reply === undefined) return undefined;
    const resolved = await resolveReply(reply, request, entry.match);
    // An agent would never end if the same tool call were repeated.
    const calls = "toolCalls" in resolved && (resolved.toolCalls ?? []).length > 0;
    return isRepeated && calls && request.hasToolResults ? undefined : resolved;
  }

  clear(): void {
    this.#entries = [];
  }
}

function fits(match: RequestMatch | undefined, request: ScriptedRequest): boolean {
  try {
    return isMatch(match, request);
  } catch (error) {
    throw toScriptError("the match function of a script", error);
  }
}

async function resolveReply(
  reply: Reply,
  request: ScriptedRequest,
  match: RequestMatch | undefined,
): Promise<ResolvedReply> {
  if (typeof reply === "string") return { kind: "answer", text: reply };
  if (reply instanceof Response) return copyResponse(reply);
  if (typeof reply !== "function") return reply;
  let chosen: Reply;
  try {
    chosen = await reply(request);
    if (!isReply(chosen)) throw new TypeError("it gave no reply.");
    checkReply(match, chosen);
  } catch (error) {
    throw toScriptError("the reply function of a script", error);
  }
  return resolveReply(chosen, request, match);
}

/** Whether a user's function returned a reply. */
function isReply(value: unknown): boolean {
  return ["string", "function", "object"].includes(typeof value) && value !== null;
}

/** An error for a mistake in the user's own code. It says so, so that nobody looks for it in the emulator. */
function toScriptError(where: string, error: unknown): APIError {
  const message = error instanceof Error ? error.message : String(error);
  return new APIError(`${where} failed: ${message}`, {
    status: 500,
    code: "script_failed",
    type: "emulator_error",
  });
}
