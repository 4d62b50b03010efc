import { useCallback, useEffect, useRef, useState } from "react";
import type { Conversation } from "./conversation.ts";
import { forgetConversation, keepConversation, loadConversations } from "./keep-conversations.ts";

/** How often a streaming answer is stored, in milliseconds. */
const WRITE_AFTER_MS = 400;

interface Conversations {
  /** All conversations, the latest first. Undefined until they are read. */
  all: readonly Conversation[] | undefined;
  /** Stores the current state of a conversation. Calls in quick succession cause one write. */
  keep: (conversation: Conversation) => void;
  forget: (id: string) => void;
}

/** The conversations of this browser. */
export function useConversations(): Conversations {
  const [all, setAll] = useState<readonly Conversation[]>();
  const unwritten = useRef(new Map<string, Conversation>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    void loadConversations().then(setAll);
  }, []);

  const write = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
    const written = [...unwritten.current.values()];
    unwritten.current.clear();
    for (const conversation of written) void keepConversation(conversation);
    const ids = new Set(written.map(({ id }) => id));
    setAll((before = []) =>
      [...written, ...before.filter(({ id }) => !ids.has(id))].toSorted(
        (left, right) => right.updatedAt - left.updatedAt,
      ),
    );
  }, []);

  const keep = useCallback(
    (conversation: Conversation) => {
      if (conversation.nodes.length === 0) return;
      unwritten.current.set(conversation.id, conversation);
      timer.current ??= setTimeout(write, WRITE_AFTER_MS);
    },
    [write],
  );
  const forget = useCallback((id: string) => {
    unwritten.current.delete(id);
    void forgetConversation(id);
    setAll((before = []) => before.filter((conversation) => conversation.id !== id));
  }, []);

  useEffect(() => {
    addEventListener("pagehide", write);
    return () => removeEventListener("pagehide", write);
  }, [write]);
  return { all, keep, forget };
}
