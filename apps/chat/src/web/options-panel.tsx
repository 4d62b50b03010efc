import { SlidersHorizontal } from "lucide-react";
import type { ChatChoices } from "../shared/chat-choices.ts";
import type { ModelRow } from "../shared/model-row.ts";
import type { KnownCost } from "./conversation.ts";
import { formatCost, formatUSD } from "./format-figures.ts";

interface OptionsPanelProps {
  choices: ChatChoices;
  onChoices: (choices: ChatChoices) => void;
  model: ModelRow | undefined;
  /** The cost of the conversation so far. */
  cost: KnownCost;
  maxUSD: number | undefined;
  onMaxUSD: (maxUSD: number | undefined) => void;
}

const apiNames = {
  auto: "Automatic",
  chat: "Chat Completions",
  responses: "OpenAI Responses",
  messages: "Anthropic Messages",
  gemini: "Gemini",
} as const;

const apis = ["auto", "chat", "responses", "messages", "gemini"] as const;
const efforts = ["default", "none", "low", "medium", "high"] as const;

/** The options of the next answer (API, reasoning effort) and the budget of the conversation. */
export function OptionsPanel(props: OptionsPanelProps) {
  const { choices, onChoices, model, cost, maxUSD, onMaxUSD } = props;
  const spent = formatCost(cost);
  return (
    <div className="absolute end-3 top-2.5 z-10">
      <button
        type="button"
        className="quiet-button"
        popoverTarget="options"
        aria-label={`Options, ${spent}`}
      >
        <span>{maxUSD === undefined ? spent : `${spent} of ${formatUSD(maxUSD)}`}</span>
        <SlidersHorizontal className="size-4" aria-hidden />
      </button>
      <div
        id="options"
        popover="auto"
        role="dialog"
        aria-label="Options"
        className="fixed inset-auto end-3 top-14 w-80 max-w-[calc(100vw-1.5rem)] flex-col gap-4 rounded-xl border bg-card p-4 text-sm text-foreground shadow-xl open:flex"
      >
        <label className="flex flex-col gap-1.5">
          <span className="font-medium">API</span>
          <select
            className="h-9 rounded-md border border-input bg-background px-2"
            value={choices.api}
            onChange={({ target }) => {
              const api = apis.find((name) => name === target.value);
              if (api !== undefined) onChoices({ ...choices, api });
            }}
          >
            {apis.map((api) => (
              <option key={api} value={api}>
                {apiNames[api]}
              </option>
            ))}
          </select>
          <span className="text-xs text-muted-foreground">{explainApi(choices, model)}</span>
        </label>
        <label className="flex flex-col gap-1.5">
          <span className="font-medium">Effort</span>
          <select
            className="h-9 rounded-md border border-input bg-background px-2"
            value={choices.effort}
            onChange={({ target }) => {
              const effort = efforts.find((name) => name === target.value);
              if (effort !== undefined) onChoices({ ...choices, effort });
            }}
          >
            {efforts.map((effort) => (
              <option key={effort} value={effort}>
                {effort === "default" ? "the model's own" : effort}
              </option>
            ))}
          </select>
          <span className="text-xs text-muted-foreground">
            How much the model thinks before it answers, where it can.
          </span>
        </label>
        <label className="flex flex-col gap-1.5">
          <span className="font-medium">Budget of this conversation, in USD</span>
          <input
            type="number"
            min={0}
            step="any"
            inputMode="decimal"
            placeholder="none"
            className="h-9 rounded-md border border-input bg-background px-2"
            defaultValue={maxUSD}
            onChange={({ target }) =>
              onMaxUSD(Number.isNaN(target.valueAsNumber) ? undefined : target.valueAsNumber)
            }
          />
          <span className="text-xs text-muted-foreground">
            A message that may cost more than what is left of it is not sent.
          </span>
        </label>
      </div>
    </div>
  );
}

function explainApi({ api }: ChatChoices, model: ModelRow | undefined): string {
  if (api !== "auto") return "Every model is asked by this API, also where it loses something.";
  if (model === undefined) return "The API that loses nothing of what a model is for.";
  const chosen = apis.find((name) => name === model.api) ?? "chat";
  return `${model.id} is asked by ${apiNames[chosen]}. ${reasons[chosen]}`;
}

/** Why `auto` chooses an API: what would be lost on Chat Completions. */
const reasons: Readonly<Record<(typeof apis)[number], string>> = {
  auto: "",
  chat: "Nothing is known that this API would lose.",
  responses: "Chat Completions would lose its reasoning between steps and OpenAI's own tools.",
  messages: "Chat Completions would lose Claude's thinking, its effort and its prompt cache.",
  gemini: "Chat Completions would lose Gemini's thoughts, their signatures and its search.",
};
