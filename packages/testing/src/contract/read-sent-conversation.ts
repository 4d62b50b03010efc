import { readField, readList, readText } from "../answers/read-field.ts";
import { apiOf, type ContractAPI } from "./contract-api.ts";
import type { Exchange } from "./observing-proxy.ts";

/** A conversation as it was sent, in a form that is the same for all APIs. */
export interface SentConversation {
  /** The system message; as JSON text where it is not plain text. */
  system: string;
  turns: SentTurn[];
}

/** What one side said in one turn. */
export interface SentTurn {
  role: "user" | "assistant" | "tool";
  /** Calls of the assistant. Gemini has no ids, so the name of the tool is used. */
  calls: { id: string; name: string }[];
  /** Results of tools, each with the id of its call. */
  results: { id: string; content: string }[];
}

/** Reads the conversation from the body of a request. */
export function readSentConversation(exchange: Exchange | undefined): SentConversation {
  if (exchange === undefined) throw new Error("No such request was sent.");
  const { system, entries } = readers[apiOf(exchange)](exchange.body);
  return { system, turns: joinTurns(entries) };
}

interface Sent {
  system: string;
  entries: SentTurn[];
}

const readers: Record<ContractAPI, (body: unknown) => Sent> = {
  chat: (body) => {
    const messages = readList(body, "messages");
    return {
      system: textOf(
        messages.filter(isInstruction).map((message) => readField(message, "content")),
      ),
      entries: messages.filter((message) => !isInstruction(message)).map(readChatMessage),
    };
  },
  responses: (body) => {
    const items = readList(body, "input").filter((item) => readField(item, "type") !== "reasoning");
    return {
      system: textOf([
        readField(body, "instructions"),
        ...items.filter(isInstruction).map((item) => readField(item, "content")),
      ]),
      entries: items.filter((item) => !isInstruction(item)).map(readItem),
    };
  },
  messages: (body) => ({
    system: textOf([readField(body, "system")]),
    entries: readList(body, "messages").map((message) =>
      readBlocks(readText(message, "role"), listOf(readField(message, "content"))),
    ),
  }),
  gemini: (body) => ({
    system: textOf([readField(body, "systemInstruction")]),
    entries: readList(body, "contents").map((content) =>
      readParts(readText(content, "role"), readList(content, "parts")),
    ),
  }),
};

function isInstruction(message: unknown): boolean {
  const role = readText(message, "role");
  return role === "system" || role === "developer";
}

function readChatMessage(message: unknown): SentTurn {
  const role = readText(message, "role");
  if (role === "tool") {
    const id = readText(message, "tool_call_id") ?? "";
    return createTurn("tool", {
      results: [{ id, content: textOf([readField(message, "content")]) }],
    });
  }
  const calls = readList(message, "tool_calls").map((call) => ({
    id: readText(call, "id") ?? "",
    name: readText(readField(call, "function"), "name") ?? "",
  }));
  return createTurn(role === "assistant" ? "assistant" : "user", { calls });
}

function readItem(item: unknown): SentTurn {
  const id = readText(item, "call_id") ?? "";
  switch (readField(item, "type")) {
    case "function_call":
      return createTurn("assistant", { calls: [{ id, name: readText(item, "name") ?? "" }] });
    case "function_call_output":
      return createTurn("tool", {
        results: [{ id, content: textOf([readField(item, "output")]) }],
      });
    default:
      return createTurn(readText(item, "role") === "assistant" ? "assistant" : "user", {});
  }
}

function readBlocks(role: string | undefined, blocks: readonly unknown[]): SentTurn {
  const calls = blocks
    .filter((block) => readField(block, "type") === "tool_use")
    .map((block) => ({ id: readText(block, "id") ?? "", name: readText(block, "name") ?? "" }));
  const results = blocks
    .filter((block) => readField(block, "type") === "tool_result")
    .map((block) => ({
      id: readText(block, "tool_use_id") ?? "",
      content: textOf([readField(block, "content")]),
    }));
  if (results.length > 0) return createTurn("tool", { results });
  return createTurn(role === "assistant" ? "assistant" : "user", { calls });
}

function readParts(role: string | undefined, parts: readonly unknown[]): SentTurn {
  const named = (kind: string): { part: unknown; name: string }[] =>
    parts
      .map((part) => readField(part, kind))
      .filter((part) => part !== undefined)
      .map((part) => ({ part, name: readText(part, "name") ?? "" }));
  const calls = named("functionCall").map(({ name }) => ({ id: name, name }));
  const results = named("functionResponse").map(({ part, name }) => ({
    id: name,
    content: textOf([readField(part, "response")]),
  }));
  if (results.length > 0) return createTurn("tool", { results });
  return createTurn(role === "model" ? "assistant" : "user", { calls });
}

function createTurn(
  role: SentTurn["role"],
  { calls = [], results = [] }: Partial<Pick<SentTurn, "calls" | "results">>,
): SentTurn {
  return { role, calls, results };
}

/** One turn may be several entries, and APIs differ in how many. */
function joinTurns(entries: readonly SentTurn[]): SentTurn[] {
  const turns: SentTurn[] = [];
  for (const entry of entries) {
    const last = turns.at(-1);
    if (last?.role === entry.role) {
      last.calls.push(...entry.calls);
      last.results.push(...entry.results);
    } else turns.push(entry);
  }
  return turns;
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(values: readonly unknown[]): string {
  return values
    .filter((value) => value !== undefined && value !== null)
    .map((value) => (typeof value === "string" ? value : JSON.stringify(value)))
    .join("\n");
}
