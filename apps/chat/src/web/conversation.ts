import type { ChatMessage } from "../shared/chat-message.ts";

/**
 * A message and the one before it. A conversation is a tree, because a message may be edited or answered again.
 */
export interface ConversationNode {
  message: ChatMessage;
  parentId?: string | undefined;
}

/** A conversation as the browser stores and exports it. */
export interface Conversation {
  id: string;
  title: string;
  /** Milliseconds since 1970. */
  updatedAt: number;
  /** The messages, in the order in which they were first seen. */
  nodes: readonly ConversationNode[];
  /** The id of the last message of the branch that is shown. */
  leafId?: string | undefined;
  /** The most that it may cost, in USD. */
  maxUSD?: number | undefined;
}

export function createConversation(): Conversation {
  return { id: crypto.randomUUID(), title: "New chat", updatedAt: Date.now(), nodes: [] };
}

/** The messages of a branch, from the first one to the given one. */
export function pathTo({ nodes }: Conversation, leafId: string | undefined): ChatMessage[] {
  const byId = new Map(nodes.map((node) => [node.message.id, node]));
  const path: ChatMessage[] = [];
  for (
    let node = byId.get(leafId ?? "");
    node !== undefined;
    node = byId.get(node.parentId ?? "")
  ) {
    path.unshift(node.message);
  }
  return path;
}

/**
 * Returns the conversation with the current messages of a branch. Messages are added or replaced, never
 * removed.
 */
export function withPath(
  conversation: Conversation,
  path: readonly ChatMessage[],
  now = Date.now(),
): Conversation {
  if (path.length === 0) return conversation;
  const messages = new Map(path.map((message) => [message.id, message]));
  const known = new Set(conversation.nodes.map(({ message }) => message.id));
  const nodes = conversation.nodes.map((node) => {
    const message = messages.get(node.message.id);
    return message === undefined || message === node.message ? node : { ...node, message };
  });
  path.forEach((message, index) => {
    if (!known.has(message.id)) nodes.push({ message, parentId: path[index - 1]?.id });
  });
  const isSame =
    nodes.length === conversation.nodes.length &&
    nodes.every((node, index) => node === conversation.nodes[index]);
  const leafId = path.at(-1)?.id;
  if (isSame && leafId === conversation.leafId) return conversation;
  const updatedAt = isSame ? conversation.updatedAt : now;
  return { ...conversation, nodes, leafId, updatedAt, title: titleOf(nodes) };
}

/** All versions of a question or an answer, the given one included: the messages that follow the same message. */
export function versionsOf({ nodes }: Conversation, id: string): string[] {
  const parentId = nodes.find(({ message }) => message.id === id)?.parentId;
  return nodes.filter((node) => node.parentId === parentId).map(({ message }) => message.id);
}

/** The last message of the newest branch through a message. */
export function newestLeaf({ nodes }: Pick<Conversation, "nodes">, id: string): string {
  const child = nodes.findLast(({ parentId }) => parentId === id);
  return child === undefined ? id : newestLeaf({ nodes }, child.message.id);
}

/** An amount in USD. `isAtLeast` says that a part of it is not known. */
export interface KnownCost {
  usd: number;
  isAtLeast: boolean;
}

/** The cost of all answers of a conversation, also on other branches. */
export function costOf({ nodes }: Pick<Conversation, "nodes">): KnownCost {
  const costs = nodes.map(({ message }) => costOfAnswer(message));
  return {
    usd: costs.reduce((sum, { usd }) => sum + usd, 0),
    isAtLeast: costs.some(({ isAtLeast }) => isAtLeast),
  };
}

/** The cost of an answer. One that was stopped or broke off may have cost more than was reported. */
export function costOfAnswer({ role, parts, metadata }: ChatMessage): KnownCost {
  const isRefused = parts.every(({ type }) => type === "data-failure" || type === "step-start");
  if (role === "user" || (isRefused && metadata?.knownUSD === undefined)) {
    return { usd: 0, isAtLeast: false };
  }
  const { knownUSD = 0, unknownCosts, finish } = metadata ?? {};
  return { usd: knownUSD, isAtLeast: finish === undefined || (unknownCosts?.length ?? 1) > 0 };
}

/** The text of a message. */
export function textOf({ parts }: ChatMessage): string {
  return parts.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("\n\n");
}

/** Whether the conversation contains every word of the query. */
export function hasWords({ title, nodes }: Conversation, query: string): boolean {
  const text = [title, ...nodes.map(({ message }) => textOf(message))].join("\n").toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/u)
    .every((word) => text.includes(word));
}

function titleOf(nodes: readonly ConversationNode[]): string {
  const first = nodes[0]?.message;
  const line = first === undefined ? "" : textOf(first).trim().split("\n", 1).join("");
  if (line !== "") return line.length > 60 ? `${line.slice(0, 59)}…` : line;
  const file = first?.parts.find((part) => part.type === "file");
  return file?.filename ?? "New chat";
}
