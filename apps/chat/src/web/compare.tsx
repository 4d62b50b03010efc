import { Chat, useChat } from "@ai-sdk/react";
import { lastAssistantMessageIsCompleteWithApprovalResponses } from "ai";
import { MessageSquare, Plus, X } from "lucide-react";
import { useEffect, useState } from "react";
import { z } from "zod";
import type { ChatChoices } from "../shared/chat-choices.ts";
import type { ChatMessage } from "../shared/chat-message.ts";
import type { ModelRow } from "../shared/model-row.ts";
import { Composer } from "./composer.tsx";
import { costOfAnswer } from "./conversation.ts";
import { createTransport } from "./create-transport.ts";
import { FailureCard } from "./failure-card.tsx";
import { formatCost, formatDuration } from "./format-figures.ts";
import type { MessageActions } from "./message-actions.ts";
import { MessageView } from "./message-view.tsx";
import { ModelPicker } from "./model-picker.tsx";
import { type Prompt, toParts } from "./prompt.ts";
import { readFailure } from "./read-failure.ts";
import { useStored } from "./use-stored.ts";

interface CompareProps {
  models: readonly ModelRow[];
  choices: ChatChoices;
  onChoices: (choices: ChatChoices) => void;
  /** Goes on with one of the answers. */
  onContinue: (messages: ChatMessage[], model: string) => void;
}

const modelsSchema = z.array(z.string()).min(2).max(4);

/** Sends one prompt to two, three or four models and shows the answers side by side. */
export function Compare({ models, choices, onChoices, onContinue }: CompareProps) {
  const [compared, setCompared] = useStored("cometapi-chat.compared", modelsSchema, [
    choices.model,
    findOther(models, choices.model),
  ]);
  const [columns, setColumns] = useState<readonly Column[]>(() => compared.map(createColumn));
  const [running, setRunning] = useState<readonly Column[]>([]);

  const send = (prompt: Prompt) => {
    const begun = compared.map(createColumn);
    setColumns(begun);
    setRunning(begun);
    for (const column of begun) {
      void column.chat
        .sendMessage({ parts: toParts(prompt) })
        .finally(() => setRunning((before) => before.filter((other) => other !== column)));
    }
  };
  const change = (next: string[]) => {
    setCompared(next);
    setColumns(next.map(createColumn));
  };
  // A `Chat` that React does not own runs until it is stopped: here when the columns change or the view is
  // closed.
  useEffect(() => () => columns.forEach(({ chat }) => void chat.stop()), [columns]);

  function createColumn(model: string): Column {
    const chat = new Chat<ChatMessage>({
      transport: createTransport(() => ({ choices: { ...choices, model } })),
      sendAutomaticallyWhen: lastAssistantMessageIsCompleteWithApprovalResponses,
    });
    return { chat, model };
  }

  return (
    <>
      <div
        className="min-h-0 flex-1 overflow-auto px-3 pb-4"
        tabIndex={0}
        role="region"
        aria-label="Answers"
      >
        <div
          className="grid min-h-full gap-3"
          style={{ gridTemplateColumns: `repeat(auto-fit, minmax(min(17rem, 100%), 1fr))` }}
        >
          {columns.map(({ chat, model }, index) => (
            <section
              key={chat.id}
              aria-label={`Column ${index + 1}`}
              className="flex min-w-0 flex-col rounded-xl border bg-card"
            >
              <header className="flex items-center border-b p-1.5">
                <ModelPicker
                  models={models}
                  value={model}
                  onChange={(id) => change(compared.with(index, id))}
                />
                {compared.length > 2 && (
                  <button
                    type="button"
                    className="quiet-button ms-auto px-2"
                    aria-label={`Remove ${model}`}
                    onClick={() => change(compared.toSpliced(index, 1))}
                  >
                    <X className="size-4" aria-hidden />
                  </button>
                )}
              </header>
              <ColumnView chat={chat} onContinue={(messages) => onContinue(messages, model)} />
            </section>
          ))}
        </div>
        {compared.length < 4 && (
          <button
            type="button"
            className="quiet-button mx-auto mt-3 flex"
            onClick={() => change([...compared, choices.model])}
          >
            <Plus className="size-4" aria-hidden /> Add a model
          </button>
        )}
      </div>
      <Composer
        choices={choices}
        onChoices={onChoices}
        model={undefined}
        isBusy={running.length > 0}
        onSend={send}
        onStop={() => columns.forEach(({ chat }) => void chat.stop())}
      />
    </>
  );
}

/** The second model at the beginning: one of another vendor, with a known price. */
function findOther(models: readonly ModelRow[], chosen: string): string {
  const vendor = models.find(({ id }) => id === chosen)?.vendor;
  const others = models.filter((model) => model.makes === "text" && model.vendor !== vendor);
  return (others.find(({ inputUSD }) => inputUSD !== undefined) ?? others[0])?.id ?? chosen;
}

interface Column {
  chat: Chat<ChatMessage>;
  model: string;
}

interface ColumnViewProps {
  chat: Chat<ChatMessage>;
  onContinue: (messages: ChatMessage[]) => void;
}

function ColumnView({ chat, onContinue }: ColumnViewProps) {
  const { messages, status, error } = useChat({ chat, throttle: 50 });
  const isBusy = status === "submitted" || status === "streaming";
  const answer = messages.find(({ role }) => role === "assistant");
  const actions: MessageActions = {
    retry: () => void chat.regenerate(),
    edit: () => {},
    showVersion: () => {},
    decide: (id, decision) =>
      void chat.addToolApprovalResponse({ id, approved: decision === "allow" }),
  };
  return (
    <>
      <div className="flex min-h-40 flex-1 flex-col gap-3 p-4">
        {status === "submitted" && (
          <p role="status" className="animate-pulse text-sm text-muted-foreground">
            Waiting …
          </p>
        )}
        {answer !== undefined && (
          <MessageView
            message={answer}
            isStreaming={isBusy}
            isLocked={isBusy}
            versions={answer.id}
            actions={actions}
            hasFigures={false}
          />
        )}
        {error !== undefined && (
          <FailureCard failure={readFailure(error)} onRetry={() => void chat.regenerate()} />
        )}
      </div>
      {answer?.metadata?.finish !== undefined && !isBusy && (
        <footer className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t px-4 py-2.5 text-sm">
          <Figures answer={answer} />
          <button
            type="button"
            className="quiet-button -me-2 ms-auto"
            onClick={() => onContinue(messages)}
          >
            <MessageSquare className="size-4" aria-hidden /> Continue
          </button>
        </footer>
      )}
    </>
  );
}

/** The figures that are compared besides the answers. */
function Figures({ answer }: { answer: ChatMessage }) {
  const { metadata = {} } = answer;
  const { firstOutputMs, durationMs, outputTokens } = metadata;
  const writingMs = (durationMs ?? 0) - (firstOutputMs ?? 0);
  const figures = [
    ["First token", firstOutputMs === undefined ? "–" : formatDuration(firstOutputMs)],
    [
      "Tokens/s",
      outputTokens === undefined || writingMs <= 0
        ? "–"
        : String(Math.round(outputTokens / (writingMs / 1000))),
    ],
    ["Cost", formatCost(costOfAnswer(answer))],
  ] as const;
  return (
    <dl className="flex flex-wrap gap-x-4">
      {figures.map(([name, figure]) => (
        <div key={name}>
          <dt className="text-xs text-muted-foreground">{name}</dt>
          <dd className="font-medium tabular-nums">{figure}</dd>
        </div>
      ))}
    </dl>
  );
}
