import { memo } from "react";
import type { ChatMessage } from "../shared/chat-message.ts";
import { AnswerFooter } from "./answer-footer.tsx";
import { FailureCard } from "./failure-card.tsx";
import { FileView } from "./file-view.tsx";
import type { MessageActions } from "./message-actions.ts";
import { Reasoning } from "./reasoning.tsx";
import { Sources } from "./sources.tsx";
import { AnswerText } from "./answer-text.tsx";
import { ToolCall } from "./tool-call.tsx";
import { UserMessage } from "./user-message.tsx";

interface MessageViewProps {
  message: ChatMessage;
  isStreaming: boolean;
  /** Whether an answer is being written, so that nothing else can be started. */
  isLocked: boolean;
  /** The ids of all versions of this message, joined by spaces. It is a text so that `memo` can compare it. */
  versions: string;
  actions: MessageActions;
  /** Whether usage and cost are shown below an answer. Default true. */
  hasFigures?: boolean;
}

/** A message with all its parts. It is rendered again only when it has changed. */
export const MessageView = memo(function MessageView(props: MessageViewProps) {
  const { message, isStreaming, isLocked, actions, hasFigures = true } = props;
  const versions = props.versions.split(" ");
  if (message.role === "user") {
    return <UserMessage {...{ message, versions, isLocked, actions }} />;
  }
  const retry = isLocked ? undefined : () => actions.retry(message.id);
  return (
    <article className="flex min-w-0 flex-col gap-3" aria-label="Answer">
      {message.parts.map((part, index) => (
        // The index is a stable key, because parts are only ever added at the end.
        <PartView key={index} {...{ part, isStreaming, actions, retry }} />
      ))}
      <Sources parts={message.parts} />
      {!isStreaming && <AnswerFooter {...{ message, versions, isLocked, actions, hasFigures }} />}
    </article>
  );
});

interface PartViewProps {
  part: ChatMessage["parts"][number];
  isStreaming: boolean;
  actions: MessageActions;
  retry: (() => void) | undefined;
}

function PartView({ part, isStreaming, actions, retry }: PartViewProps) {
  if (part.type === "text") return <AnswerText text={part.text} isStreaming={isStreaming} />;
  if (part.type === "reasoning") {
    return <Reasoning text={part.text} isStreaming={isStreaming && part.state === "streaming"} />;
  }
  if (part.type === "file") return <FileView file={part} />;
  if (part.type === "data-failure") return <FailureCard failure={part.data} onRetry={retry} />;
  if (part.type === "dynamic-tool" || part.type.startsWith("tool-")) {
    return <ToolCall part={part} decide={actions.decide} />;
  }
  return null;
}
