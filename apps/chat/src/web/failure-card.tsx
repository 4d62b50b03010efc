import { RotateCw, TriangleAlert } from "lucide-react";
import type { Failure } from "../shared/failure.ts";

interface FailureCardProps {
  failure: Failure;
  onRetry?: (() => void) | undefined;
}

/** What went wrong, what to do about it, and the id to give to CometAPI's support. */
export function FailureCard({ failure, onRetry }: FailureCardProps) {
  const { code, status, message, requestId, advice } = failure;
  const title = code.replaceAll("-", " ");
  return (
    <section
      role="alert"
      className="flex flex-col gap-2 rounded-lg border border-danger/40 bg-danger-muted p-4 text-sm"
    >
      <h3 className="flex items-center gap-2 font-semibold text-danger first-letter:uppercase">
        <TriangleAlert className="size-4 shrink-0" aria-hidden />
        <span className="inline-block first-letter:uppercase">
          {title}
          {status === undefined ? "" : ` · ${status}`}
        </span>
      </h3>
      <p dir="auto" className="break-words">
        {requestId === undefined ? message : message.replace(` (request id: ${requestId})`, "")}
      </p>
      {advice !== undefined && <p className="text-muted-foreground">{advice}</p>}
      <div className="flex flex-wrap items-center gap-3">
        {onRetry !== undefined && (
          <button type="button" className="plain-button" onClick={onRetry}>
            <RotateCw className="size-4" aria-hidden /> Retry
          </button>
        )}
        {requestId !== undefined && (
          <span className="text-xs text-muted-foreground">
            Request id <code className="select-all">{requestId}</code>
          </span>
        )}
      </div>
    </section>
  );
}
