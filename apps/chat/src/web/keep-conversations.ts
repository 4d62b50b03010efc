import { createStore, del, set, values } from "idb-keyval";
import { z } from "zod";
import type { Conversation } from "./conversation.ts";

/** IndexedDB has room for attachments and generated files; `localStorage` has not. */
const store = createStore("cometapi-chat", "conversations");

/** Every conversation that this browser has stored, the latest first. */
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

/** The form that `exportConversations` writes. Messages have the AI SDK's own form and are not checked. */
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

/** Writes conversations into a file for download. */
export function exportConversations(conversations: readonly Conversation[]): Blob {
  const content = { format: "cometapi-chat", conversations };
  return new Blob([JSON.stringify(content, undefined, 2)], { type: "application/json" });
}

/** Reads the conversations from such a file. For any other file it throws an error that can be shown. */
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
