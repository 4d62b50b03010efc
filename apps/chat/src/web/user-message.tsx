import { Pencil } from "lucide-react";
import { useState } from "react";
import type { ChatMessage } from "../shared/chat-message.ts";
import { textOf } from "./conversation.ts";
import { FileView } from "./file-view.tsx";
import type { MessageActions } from "./message-actions.ts";
import { Versions } from "./versions.tsx";

interface UserMessageProps {
  message: ChatMessage;
  versions: readonly string[];
  isLocked: boolean;
  actions: MessageActions;
}

/** A message of the person with its attachments. It can be edited. */
export function UserMessage({ message, versions, isLocked, actions }: UserMessageProps) {
  const [draft, setDraft] = useState<string>();
  const text = textOf(message);
  if (draft !== undefined) {
    return (
      <form
        className="flex flex-col gap-2 rounded-lg border bg-card p-3"
        onSubmit={(event) => {
          event.preventDefault();
          setDraft(undefined);
          actions.edit(message, draft);
        }}
      >
        <textarea
          className="field-sizing-content max-h-80 min-h-16 resize-none bg-transparent outline-none"
          aria-label="Edit message"
          dir="auto"
          // The person has just asked to write here.
          autoFocus
          value={draft}
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Escape") setDraft(undefined);
          }}
        />
        <div className="flex justify-end gap-2">
          <button type="button" className="plain-button" onClick={() => setDraft(undefined)}>
            Cancel
          </button>
          <button type="submit" className="main-button" disabled={isLocked || draft.trim() === ""}>
            Send
          </button>
        </div>
      </form>
    );
  }
  return (
    <article className="flex flex-col items-end gap-1.5" aria-label="Your message">
      {message.parts.map((part, index) =>
        part.type === "file" ? <FileView key={index} file={part} /> : null,
      )}
      {text !== "" && (
        <p
          dir="auto"
          className="max-w-[85%] rounded-2xl bg-muted px-4 py-2.5 break-words whitespace-pre-wrap"
        >
          {text}
        </p>
      )}
      <div className="flex items-center">
        <Versions id={message.id} {...{ versions, isLocked }} onShow={actions.showVersion} />
        <button
          type="button"
          className="quiet-button px-2"
          aria-label="Edit message"
          disabled={isLocked}
          onClick={() => setDraft(text)}
        >
          <Pencil className="size-4" aria-hidden />
        </button>
      </div>
    </article>
  );
}
