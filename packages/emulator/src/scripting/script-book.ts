import type { Reply, ScriptedAnswer, ScriptedFault } from "./reply.ts";
import { isMatch, type RequestMatch, type ScriptedRequest } from "./scripted-request.ts";

/** Replies for one kind of request. */
export interface Script {
  /** Adds a reply. The first request gets the first one, and so on; the last one is given from then on. */
  reply: (reply: Reply) => Script;
}

/** A reply once no function is left to ask. */
export type ResolvedReply = ScriptedAnswer | ScriptedFault | Response;

interface Entry {
  match: RequestMatch | undefined;
  replies: Reply[];
  played: number;
}

/** The scripts of an emulator. The latest that fits a request answers it. */
export class ScriptBook {
  #entries: Entry[] = [];

  on(match?: RequestMatch): Script {
    const entry: Entry = { match, replies: [], played: 0 };
    this.#entries.unshift(entry);
    const script: Script = {
      reply: (reply) => {
        entry.replies.push(reply);
        return script;
      },
    };
    return script;
  }

  /** The reply to a request; undefined when no script fits and the engine is to answer. */
  async find(request: ScriptedRequest): Promise<ResolvedReply | undefined> {
    const entry = this.#entries.find(
      ({ match, replies }) => replies.length > 0 && isMatch(match, request),
    );
    if (entry === undefined) return undefined;
    const isRepeated = entry.played >= entry.replies.length;
    const reply = entry.replies[Math.min(entry.played, entry.replies.length - 1)];
    entry.played += 1;
    if (reply === undefined) return undefined;
    const resolved = await resolveReply(reply, request);
    // A tool call given again and again would keep an agent going for ever.
    const calls = "toolCalls" in resolved && (resolved.toolCalls ?? []).length > 0;
    return isRepeated && calls && request.hasToolResults ? undefined : resolved;
  }

  clear(): void {
    this.#entries = [];
  }
}

async function resolveReply(reply: Reply, request: ScriptedRequest): Promise<ResolvedReply> {
  if (typeof reply === "string") return { kind: "answer", text: reply };
  if (typeof reply === "function") return resolveReply(await reply(request), request);
  return reply instanceof Response ? reply.clone() : reply;
}
