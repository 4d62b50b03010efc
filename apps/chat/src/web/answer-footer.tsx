import { Copy, RotateCw } from "lucide-react";
import type { ChatMessage } from "../shared/chat-message.ts";
import { costOfAnswer, textOf } from "./conversation.ts";
import { formatCost, formatDuration, formatTokens } from "./format-figures.ts";
import type { MessageActions } from "./message-actions.ts";
import { Versions } from "./versions.tsx";

interface AnswerFooterProps {
  message: ChatMessage;
  versions: readonly string[];
  isLocked: boolean;
  actions: MessageActions;
  hasFigures: boolean;
}

/** Shows what an answer used and cost, whether it is whole, and buttons for it. */
export function AnswerFooter(props: AnswerFooterProps) {
  const { message, versions, isLocked, actions, hasFigures } = props;
  const { metadata = {} } = message;
  const isWaiting = message.parts.some(
    (part) => "state" in part && part.state === "approval-requested",
  );
  const notice = isWaiting ? undefined : describeEnd(message);
  return (
    <footer className="flex flex-col gap-2">
      {notice !== undefined && (
        <p className="rounded-lg border border-dashed px-3 py-2 text-sm" role="note">
          {notice}
        </p>
      )}
      {metadata.warnings?.map((warning) => (
        <p key={warning} className="text-xs text-muted-foreground" role="note">
          {warning}
        </p>
      ))}
      <div className="-ms-2 flex flex-wrap items-center gap-x-1">
        <button
          type="button"
          className="quiet-button px-2"
          aria-label="Copy answer"
          onClick={() => void navigator.clipboard.writeText(textOf(message))}
        >
          <Copy className="size-4" aria-hidden />
        </button>
        <button
          type="button"
          className="quiet-button px-2"
          aria-label="Answer again"
          disabled={isLocked}
          onClick={() => actions.retry(message.id)}
        >
          <RotateCw className="size-4" aria-hidden />
        </button>
        <Versions id={message.id} {...{ versions, isLocked }} onShow={actions.showVersion} />
        {hasFigures && (
          <p className="ms-2 text-xs text-muted-foreground">
            {describeFigures(message).join(" · ")}
          </p>
        )}
      </div>
    </footer>
  );
}

/** Why an answer is not whole. Undefined for a whole one, and for one whose failure is already shown. */
function describeEnd({ parts, metadata }: ChatMessage): string | undefined {
  if (parts.some(({ type }) => type === "data-failure")) return undefined;
  switch (metadata?.finish) {
    case "stop":
    case "tool-calls":
      return undefined;
    case "length":
      return "The answer ends here because it reached its limit of tokens.";
    case "content-filter":
      return "The vendor ended the answer for its content.";
    case undefined:
      return "The answer was stopped before its end.";
    default:
      return "The answer broke off: it may not be whole.";
  }
}

function describeFigures(message: ChatMessage): string[] {
  const { model, api, inputTokens, outputTokens, reasoningTokens = 0 } = message.metadata ?? {};
  const { firstOutputMs, durationMs } = message.metadata ?? {};
  const cost = costOfAnswer(message);
  return [
    ...(model === undefined ? [] : [model]),
    ...(api === undefined ? [] : [api]),
    ...(inputTokens === undefined ? [] : [`${formatTokens(inputTokens)} in`]),
    ...(outputTokens === undefined ? [] : [`${formatTokens(outputTokens)} out`]),
    ...(reasoningTokens === 0 ? [] : [`${formatTokens(reasoningTokens)} thought`]),
    // A refused request cost nothing, so no cost is shown.
    ...(model === undefined && !cost.isAtLeast && cost.usd === 0 ? [] : [formatCost(cost)]),
    ...(firstOutputMs === undefined ? [] : [`first after ${formatDuration(firstOutputMs)}`]),
    ...(durationMs === undefined ? [] : [`done in ${formatDuration(durationMs)}`]),
  ];
}
