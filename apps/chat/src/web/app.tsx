import { Menu, X } from "lucide-react";
import { useEffect, useState } from "react";
import { type ChatChoices, chatChoicesSchema } from "../shared/chat-choices.ts";
import type { ServerState } from "../shared/model-row.ts";
import { Chat } from "./chat.tsx";
import { Compare } from "./compare.tsx";
import { type Conversation, createConversation, withPath } from "./conversation.ts";
import { ModelPicker } from "./model-picker.tsx";
import { Sidebar } from "./sidebar.tsx";
import { useConversations } from "./use-conversations.ts";
import { useStored } from "./use-stored.ts";
import { useTheme } from "./use-theme.ts";

const firstChoices: ChatChoices = {
  model: "gpt-5",
  api: "auto",
  effort: "default",
  searchesWeb: false,
  usesTools: true,
};

/** The page: the list of conversations, and beside it one conversation or the comparison. */
export function App({ state }: { state: ServerState }) {
  const { all, keep, forget } = useConversations();
  const [choices, setChoices] = useStored("cometapi-chat.choices", chatChoicesSchema, firstChoices);
  const [shown, setShown] = useState<Conversation | "compare">(createConversation);
  const [isMenuOpen, setIsMenuOpen] = useState(false);
  const [theme, setTheme] = useTheme();
  const model = state.models.find(({ id }) => id === choices.model);

  const show = (next: Conversation | "compare") => {
    setShown(next);
    setIsMenuOpen(false);
  };
  useShortcuts(() => show(createConversation()));

  return (
    <div className="flex h-full">
      <div
        className={`fixed inset-0 z-20 bg-black/40 md:hidden ${isMenuOpen ? "" : "hidden"}`}
        onClick={() => setIsMenuOpen(false)}
      />
      <aside
        className={`fixed inset-y-0 start-0 z-30 w-72 border-e md:static md:block ${isMenuOpen ? "" : "hidden"}`}
      >
        <Sidebar
          conversations={all ?? []}
          shown={shown === "compare" ? shown : shown.id}
          source={state.source}
          theme={theme}
          onTheme={setTheme}
          onNew={() => show(createConversation())}
          onOpen={(id) => show(all?.find((conversation) => conversation.id === id) ?? shown)}
          onCompare={() => show("compare")}
          onRemove={(id) => {
            forget(id);
            if (shown !== "compare" && shown.id === id) show(createConversation());
          }}
          onImport={(imported) => imported.forEach(keep)}
        />
      </aside>
      <main className="relative flex min-w-0 flex-1 flex-col">
        <header className="flex h-14 shrink-0 items-center gap-1 px-2 pe-40">
          <button
            type="button"
            className="quiet-button px-2 md:hidden"
            aria-label="Conversations"
            aria-expanded={isMenuOpen}
            onClick={() => setIsMenuOpen(!isMenuOpen)}
          >
            {isMenuOpen ? (
              <X className="size-5" aria-hidden />
            ) : (
              <Menu className="size-5" aria-hidden />
            )}
          </button>
          {shown === "compare" ? (
            <h1 className="px-2 font-medium">Compare models</h1>
          ) : (
            <ModelPicker
              models={state.models}
              value={choices.model}
              onChange={(id) => setChoices({ ...choices, model: id })}
              hasShortcut
            />
          )}
        </header>
        {shown === "compare" ? (
          <Compare
            models={state.models}
            choices={choices}
            onChoices={setChoices}
            onContinue={(messages, id) => {
              setChoices({ ...choices, model: id });
              show(withPath(createConversation(), messages));
            }}
          />
        ) : (
          <Chat
            key={shown.id}
            initial={shown}
            onChange={keep}
            model={model}
            choices={choices}
            onChoices={setChoices}
          />
        )}
      </main>
    </div>
  );
}

/** Ctrl+K chooses a model, Ctrl+Shift+O begins a new chat, / moves to the message field. */
function useShortcuts(onNew: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isCommand = event.ctrlKey || event.metaKey;
      const target = event.target;
      const isTyping = target instanceof HTMLElement && target.matches("input, textarea, select");
      if (isCommand && event.key === "k") {
        document.querySelector<HTMLElement>("[data-model-picker]")?.click();
      } else if (isCommand && event.shiftKey && event.key.toLowerCase() === "o") {
        onNew();
      } else if (event.key === "/" && !isCommand && !isTyping) {
        document.querySelector<HTMLElement>("textarea")?.focus();
      } else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  });
}
