import { useChat } from "@ai-sdk/react";
import { lastAssistantMessageIsCompleteWithApprovalResponses } from "ai";
import { ArrowDown } from "lucide-react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useStickToBottom } from "use-stick-to-bottom";
import type { ChatChoices } from "../shared/chat-choices.ts";
import type { ChatMessage } from "../shared/chat-message.ts";
import type { ModelRow } from "../shared/model-row.ts";
import { Composer } from "./composer.tsx";
import {
  type Conversation,
  costOf,
  newestLeaf,
  pathTo,
  versionsOf,
  withPath,
} from "./conversation.ts";
import { createTransport } from "./create-transport.ts";
import { FailureCard } from "./failure-card.tsx";
import type { MessageActions } from "./message-actions.ts";
import { MessageView } from "./message-view.tsx";
import { OptionsPanel } from "./options-panel.tsx";
import { type Prompt, toParts } from "./prompt.ts";
import { readFailure } from "./read-failure.ts";
import { Suggestions } from "./suggestions.tsx";

interface ChatProps {
  /** The conversation at the beginning. `onChange` gets every later state of it. */
  initial: Conversation;
  onChange: (conversation: Conversation) => void;
  model: ModelRow | undefined;
  choices: ChatChoices;
  onChoices: (choices: ChatChoices) => void;
}

/** One conversation: its messages, and the field for the next one. */
export function Chat({ initial, onChange, model, choices, onChoices }: ChatProps) {
  const kept = useRef(initial);
  const [maxUSD, setMaxUSD] = useState(initial.maxUSD);
  const options = useRef({ choices, maxUSD });
  useEffect(() => {
    options.current = { choices, maxUSD };
  });
  const transport = useMemo(
    () =>
      createTransport(() => {
        const { choices: chosen, maxUSD: limit } = options.current;
        const spentUSD = costOf(kept.current).usd;
        return {
          choices: chosen,
          ...(limit === undefined ? {} : { budget: { maxUSD: limit, spentUSD } }),
        };
      }),
    [],
  );
  const { messages, status, error, ...chat } = useChat<ChatMessage>({
    id: initial.id,
    messages: useMemo(() => pathTo(initial, initial.leafId), [initial]),
    transport,
    sendAutomaticallyWhen: lastAssistantMessageIsCompleteWithApprovalResponses,
    throttle: 50,
  });
  const { sendMessage, setMessages, regenerate, stop, addToolApprovalResponse } = chat;
  const isBusy = status === "submitted" || status === "streaming";

  // Messages that `useChat` drops, because they were edited or answered again, stay in the tree as other
  // branches.
  const conversation = useMemo(
    () => ({ ...withPath(kept.current, messages), maxUSD }),
    [messages, maxUSD],
  );
  useEffect(() => {
    kept.current = conversation;
    onChange(conversation);
  }, [conversation, onChange]);

  const send = useCallback(
    (prompt: Prompt) => void sendMessage({ parts: toParts(prompt) }),
    [sendMessage],
  );
  const actions: MessageActions = useMemo(
    () => ({
      retry: (id) => void regenerate({ messageId: id }),
      edit: (message, text) => {
        const path = pathTo(kept.current, message.id).slice(0, -1);
        const files = message.parts.filter((part) => part.type === "file");
        setMessages(path);
        send({ text, files });
      },
      showVersion: (id) => setMessages(pathTo(kept.current, newestLeaf(kept.current, id))),
      decide: (id, decision) =>
        void addToolApprovalResponse({ id, approved: decision === "allow" }),
    }),
    [regenerate, setMessages, send, addToolApprovalResponse],
  );

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (
        event.key === "Escape" &&
        document.querySelector("dialog[open], :popover-open") === null
      ) {
        void stop();
      }
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [stop]);

  const { scrollRef, contentRef, isAtBottom, scrollToBottom } = useStickToBottom({
    initial: "instant",
    resize: "instant",
  });
  return (
    <>
      <OptionsPanel
        choices={choices}
        onChoices={onChoices}
        model={model}
        cost={costOf(conversation)}
        maxUSD={maxUSD}
        onMaxUSD={setMaxUSD}
      />
      <div className="relative min-h-0 flex-1">
        <div
          ref={scrollRef}
          className="h-full overflow-y-auto overscroll-contain"
          tabIndex={0}
          role="log"
          aria-label="Conversation"
          aria-busy={isBusy}
        >
          <div ref={contentRef} className="mx-auto flex max-w-3xl flex-col gap-7 px-4 py-6">
            {messages.length === 0 && (
              <Suggestions onChoose={(text) => send({ text, files: [] })} />
            )}
            {messages.map((message, index) => (
              <MessageView
                key={message.id}
                message={message}
                isStreaming={
                  isBusy && index === messages.length - 1 && message.role === "assistant"
                }
                isLocked={isBusy}
                versions={versionsOf(conversation, message.id).join(" ")}
                actions={actions}
              />
            ))}
            {status === "submitted" && <Waiting />}
            {error !== undefined && (
              <FailureCard failure={readFailure(error)} onRetry={() => void regenerate()} />
            )}
          </div>
        </div>
        {!isAtBottom && (
          <button
            type="button"
            className="plain-button absolute bottom-3 left-1/2 -translate-x-1/2 rounded-full shadow-md"
            onClick={() => void scrollToBottom()}
          >
            <ArrowDown className="size-4" aria-hidden /> Latest
          </button>
        )}
      </div>
      <Composer
        choices={choices}
        onChoices={onChoices}
        model={model}
        isBusy={isBusy}
        onSend={send}
        onStop={() => void stop()}
      />
    </>
  );
}

function Waiting() {
  return (
    <p className="animate-pulse text-sm text-muted-foreground" role="status">
      Waiting for the model …
    </p>
  );
}
