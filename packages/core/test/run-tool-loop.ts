import { toolLoop } from "@cometapi/testing/emulated";
import { accumulateChatEvents, type ChatChoice } from "../src/chat/accumulate-chat-events.ts";
import type {
  AssistantPart,
  ChatMessage,
  ChatRequest,
  ChatWarning,
} from "../src/chat/chat-request.ts";
import { CometAPIClient } from "../src/client.ts";

/** The key of the emulators on which the loops run. */
export const API_KEY = "sk-tool-loop-0123456789";

/** The question that the loop begins with. */
export const QUESTION: ChatMessage = { role: "user", content: toolLoop.question };

/** A conversation in which a model calls a tool until it answers. */
export interface ToolLoop {
  baseURL: string;
  isStream?: boolean | undefined;
  /** The conversation so far. Default: {@link QUESTION}. */
  messages?: readonly ChatMessage[] | undefined;
  /** The request of a step, which is counted from 0, without the conversation. */
  requestOf: (step: number) => Omit<ChatRequest, "messages">;
  /** What the application keeps of an answer. Default: all of it. */
  keep?: ((content: AssistantPart[]) => AssistantPart[]) | undefined;
}

/** Runs the model until it answers. Gives the whole conversation and all warnings. */
export async function runToolLoop({
  baseURL,
  isStream = true,
  messages: begun = [QUESTION],
  requestOf,
  keep = (content) => content,
}: ToolLoop): Promise<{ messages: ChatMessage[]; warnings: ChatWarning[] }> {
  const messages = [...begun];
  const warnings: ChatWarning[] = [];
  for (let step = 0; ; step += 1) {
    const answer = await ask(baseURL, { ...requestOf(step), messages }, isStream);
    warnings.push(...answer.warnings);
    messages.push({ role: "assistant", content: keep(answer.choice.content) });
    if (answer.choice.toolCalls.length === 0) return { messages, warnings };
    for (const { id } of answer.choice.toolCalls) {
      messages.push({ role: "tool", toolCallId: id, content: '{"degrees":20}' });
    }
  }
}

/** The only choice of an answer, and its warnings. */
export async function ask(
  baseURL: string,
  request: ChatRequest,
  isStream: boolean,
): Promise<{ choice: ChatChoice; warnings: readonly ChatWarning[] }> {
  const client = new CometAPIClient({ apiKey: API_KEY, baseURL, maxRetries: 0 });
  const answer = isStream ? await client.streamChat(request) : await client.chat(request);
  const events =
    "events" in answer ? answer.events : (await Array.fromAsync(answer.batches)).flat();
  const [choice] = accumulateChatEvents(events).choices;
  if (choice === undefined) throw new Error("Nothing was answered.");
  return { choice, warnings: answer.warnings };
}

/** The text of the last message. */
export function textOfLast(messages: readonly ChatMessage[]): string {
  const content = messages.at(-1)?.content ?? "";
  if (typeof content === "string") return content;
  return content.map((part) => (part.type === "text" ? part.text : "")).join("");
}
