import { createStore, del, set, values } from "idb-keyval";
import { z } from "zod";
import type { Conversation } from "./conversation.ts";

/** IndexedDB holds attachments and generated files, which `localStorage` has no room for. */
const store = createStore("cometapi-chat", "conversations");

/** Every conversation that this browser keeps, the latest first. */
export async function loadConversations(): Promise<Conversation[]> {
  const kept = await values<Conversation>(store);
  return kept.toSorted((left, right) => right.updatedAt - left.updatedAt);
}

export function keepConversation(conversation: Conversation): Promise<void> {
  return set(conversation.id, conversation, store);
}

export function forgetConversation(id: string): Promise<void> {
  return del(id, store);
}

/** What `exportConversations` writes. The messages are the AI SDK's own and are taken as they are. */
const exportSchema = z.object({
  format: z.literal("cometapi-chat"),
  conversations: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      updatedAt: z.number(),
      nodes: z.array(
        z.object({
          message: z.custom<Conversation["nodes"][number]["message"]>(isMessage),
          parentId: z.string().optional(),
        }),
      ),
      leafId: z.string().optional(),
      maxUSD: z.number().optional(),
    }),
  ),
});

/** Conversations as a file to download. */
export function exportConversations(conversations: readonly Conversation[]): Blob {
  const content = { format: "cometapi-chat", conversations };
  return new Blob([JSON.stringify(content, undefined, 2)], { type: "application/json" });
}

/** The conversations of such a file. Throws an error to show when it is none. */
export function importConversations(text: string): Conversation[] {
  try {
    return exportSchema.parse(JSON.parse(text)).conversations;
  } catch {
    throw new Error("This file holds no conversations of this chat.");
  }
}

function isMessage(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const [id, role, parts] = ["id", "role", "parts"].map((name) => Reflect.get(value, name));
  return typeof id === "string" && typeof role === "string" && Array.isArray(parts);
}
