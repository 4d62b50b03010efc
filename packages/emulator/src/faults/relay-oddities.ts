import { isJsonObject, type JsonObject } from "../engine/conversation.ts";
import { sleep } from "../http/sleep.ts";
import { readChunks, type Chunks } from "./chunks.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Ends an answer as the relay does when it has lost its upstream: it sends only usage and `[DONE]`. */
export async function* endAsRelay(taken: Chunks, rest: Chunks, onCut: () => void): Chunks {
  yield* taken;
  onCut();
  for await (const chunk of rest) {
    const frame = decoder.decode(chunk);
    if (frame.includes('"choices":[]') || frame.startsWith("data: [DONE]")) yield chunk;
  }
}

/** Lets the whole answer of another upstream follow the beginning of the first. */
export async function* appendAnswer(taken: Chunks, answerAgain: () => Promise<Response>): Chunks {
  yield* taken;
  const { body } = await answerAgain();
  if (body !== null) yield* readChunks(body);
}

/** Sends comments at a pace, before the answer and wherever its frames are far apart. */
export async function* pingBetween(
  chunks: Chunks,
  everyMs: number,
  beforeMs: number,
  signal: AbortSignal,
): Chunks {
  const ping = encoder.encode(": PING\n\n");
  for (let waitedMs = 0; waitedMs < beforeMs && !signal.aborted; waitedMs += everyMs) {
    await sleep(everyMs, signal);
    yield ping;
  }
  for (;;) {
    const next = chunks.next();
    let isThere = false;
    const mark = (): void => {
      isThere = true;
    };
    void next.then(mark, mark);
    for (;;) {
      await Promise.race([next, sleep(everyMs, signal)]);
      if (isThere || signal.aborted) break;
      yield ping;
    }
    const { done, value } = await next;
    if (done === true) return;
    yield value;
  }
}

/** Leaves Claude's cached tokens out of the tokens of the prompt. */
export async function* moveUsage(chunks: Chunks, isStream: boolean): Chunks {
  if (!isStream) {
    let text = "";
    for await (const chunk of chunks) text += decoder.decode(chunk, { stream: true });
    yield encoder.encode(rewriteUsage(text));
    return;
  }
  for await (const chunk of chunks) {
    const frame = decoder.decode(chunk);
    const isData = frame.startsWith("data: {");
    yield isData ? encoder.encode(`data: ${rewriteUsage(frame.slice(6))}\n\n`) : chunk;
  }
}

function rewriteUsage(text: string): string {
  const body: unknown = JSON.parse(text);
  if (!isJsonObject(body) || !isJsonObject(body["usage"])) return text.trim();
  return JSON.stringify({ ...body, usage: countBeside(body["usage"]) });
}

function countBeside(usage: JsonObject): JsonObject {
  const details = isJsonObject(usage["prompt_tokens_details"])
    ? usage["prompt_tokens_details"]
    : {};
  const [prompt, completion] = [Number(usage["prompt_tokens"]), Number(usage["completion_tokens"])];
  const cached =
    Number(details["cached_tokens"] ?? 0) + Number(details["cached_creation_tokens"] ?? 0);
  if (usage["usage_source"] !== "anthropic") return usage;
  return {
    ...usage,
    prompt_tokens: prompt - cached,
    total_tokens: prompt - cached + completion,
    input_tokens: prompt - cached,
    usage_semantic: "anthropic",
  };
}
