import { getToolName, isToolUIPart } from "ai";
import { Check, ChevronRight, CircleHelp, LoaderCircle, Wrench, X } from "lucide-react";
import type { ChatMessage } from "../shared/chat-message.ts";
import type { MessageActions } from "./message-actions.ts";

interface ToolCallProps {
  part: ChatMessage["parts"][number];
  decide: MessageActions["decide"];
}

/** A tool call: its input, its result, and the question whether it may run. */
export function ToolCall({ part, decide }: ToolCallProps) {
  if (!isToolUIPart(part)) return null;
  const { label, Icon, isSpinning } = states[part.state];
  const approvalId = part.state === "approval-requested" ? part.approval.id : undefined;
  return (
    <section aria-label={`Tool ${getToolName(part)}`} className="rounded-lg border bg-card text-sm">
      <details className="group" open={approvalId !== undefined}>
        <summary className="flex items-center gap-2 rounded-lg px-3 py-2 [&::-webkit-details-marker]:hidden">
          <Wrench className="size-4 text-muted-foreground" aria-hidden />
          <code className="font-medium">{getToolName(part)}</code>
          <span className="ms-auto inline-flex items-center gap-1.5 text-muted-foreground">
            <Icon className={`size-4 ${isSpinning ? "animate-spin" : ""}`} aria-hidden />
            {label}
          </span>
          <ChevronRight
            className="size-4 text-muted-foreground transition-transform group-open:rotate-90"
            aria-hidden
          />
        </summary>
        <dl className="flex flex-col gap-1 border-t px-3 py-2">
          <Value name="Input" value={part.input} />
          {part.state === "output-available" && <Value name="Result" value={part.output} />}
          {part.state === "output-error" && <Value name="Error" value={part.errorText} />}
        </dl>
      </details>
      {approvalId !== undefined && (
        <div className="flex flex-wrap items-center gap-2 border-t px-3 py-2">
          <span className="me-auto">May this run?</span>
          <button type="button" className="plain-button" onClick={() => decide(approvalId, "deny")}>
            Deny
          </button>
          <button type="button" className="main-button" onClick={() => decide(approvalId, "allow")}>
            Allow
          </button>
        </div>
      )}
    </section>
  );
}

const states = {
  "input-streaming": { label: "Preparing", Icon: LoaderCircle, isSpinning: true },
  "input-available": { label: "Running", Icon: LoaderCircle, isSpinning: true },
  "approval-requested": { label: "Waits for you", Icon: CircleHelp, isSpinning: false },
  "approval-responded": { label: "Answered", Icon: LoaderCircle, isSpinning: true },
  "output-available": { label: "Done", Icon: Check, isSpinning: false },
  "output-error": { label: "Failed", Icon: X, isSpinning: false },
  "output-denied": { label: "Denied", Icon: X, isSpinning: false },
};

function Value({ name, value }: { name: string; value: unknown }) {
  if (value === undefined) return null;
  return (
    <div>
      <dt className="text-xs text-muted-foreground">{name}</dt>
      <dd>
        <pre
          dir="auto"
          className="max-h-64 overflow-auto font-mono text-xs whitespace-pre-wrap"
          tabIndex={0}
        >
          {typeof value === "string" ? value : JSON.stringify(value, undefined, 2)}
        </pre>
      </dd>
    </div>
  );
}
