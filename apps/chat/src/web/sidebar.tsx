import {
  Columns2,
  Download,
  MessageSquare,
  Moon,
  Plus,
  Sun,
  SunMoon,
  Trash2,
  Upload,
} from "lucide-react";
import { useRef, useState } from "react";
import { type Conversation, hasWords } from "./conversation.ts";
import { exportConversations, importConversations } from "./keep-conversations.ts";
import type { Theme } from "./use-theme.ts";

interface SidebarProps {
  conversations: readonly Conversation[];
  /** The id of the conversation that is shown, or `compare`. */
  shown: string;
  source: string;
  theme: Theme;
  onTheme: (theme: Theme) => void;
  onNew: () => void;
  onOpen: (id: string) => void;
  onCompare: () => void;
  onRemove: (id: string) => void;
  onImport: (conversations: Conversation[]) => void;
}

const themes = {
  system: { next: "light", Icon: SunMoon },
  light: { next: "dark", Icon: Sun },
  dark: { next: "system", Icon: Moon },
} as const;

/** The list of conversations, the comparison and the settings. */
export function Sidebar(props: SidebarProps) {
  const { conversations, shown, source, theme, onTheme, onNew, onOpen, onCompare } = props;
  const [query, setQuery] = useState("");
  const [problem, setProblem] = useState<string>();
  const fileInput = useRef<HTMLInputElement>(null);
  const found = conversations.filter(
    ({ nodes, ...conversation }) =>
      nodes.length > 0 && hasWords({ nodes, ...conversation }, query.trim()),
  );
  const readImport = async (file: File | undefined) => {
    try {
      if (file !== undefined) props.onImport(importConversations(await file.text()));
      setProblem(undefined);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  const { next, Icon } = themes[theme];
  return (
    <nav aria-label="Conversations" className="flex h-full min-h-0 flex-col gap-1 bg-sidebar p-3">
      <p className="flex items-center gap-2 px-2 pt-1 pb-3 font-semibold">
        <img src="/icon.svg" alt="" className="size-6" /> CometAPI Chat
      </p>
      <button
        type="button"
        className="quiet-button"
        onClick={onNew}
        aria-keyshortcuts="Control+Shift+O"
      >
        <Plus className="size-4" aria-hidden /> New chat
      </button>
      <button
        type="button"
        className={`quiet-button ${shown === "compare" ? "bg-muted text-foreground" : ""}`}
        aria-current={shown === "compare" ? "page" : undefined}
        onClick={onCompare}
      >
        <Columns2 className="size-4" aria-hidden /> Compare models
      </button>
      <input
        type="search"
        aria-label="Search conversations"
        placeholder="Search"
        className="mt-3 h-9 rounded-md border bg-background px-2.5 text-sm placeholder:text-muted-foreground"
        value={query}
        onChange={(event) => setQuery(event.target.value)}
      />
      <ul className="mt-1 -mr-1 min-h-0 flex-1 overflow-y-auto pr-1">
        {found.map(({ id, title }) => (
          <li key={id} className="group relative">
            <button
              type="button"
              className={`quiet-button w-full min-w-0 group-hover:pe-9 ${id === shown ? "bg-muted text-foreground" : ""}`}
              aria-current={id === shown ? "page" : undefined}
              onClick={() => onOpen(id)}
            >
              <MessageSquare className="size-4 shrink-0" aria-hidden />
              <span className="truncate" dir="auto">
                {title}
              </span>
            </button>
            <button
              type="button"
              className="quiet-button absolute end-0 top-0 px-2 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100"
              aria-label={`Delete ${title}`}
              onClick={() => props.onRemove(id)}
            >
              <Trash2 className="size-4" aria-hidden />
            </button>
          </li>
        ))}
      </ul>
      {problem !== undefined && (
        <p role="alert" className="rounded-md bg-danger-muted px-3 py-2 text-sm text-danger">
          {problem}
        </p>
      )}
      <p className="px-2 py-1 text-xs text-muted-foreground">{source}</p>
      <div className="flex items-center">
        <button
          type="button"
          className="quiet-button px-2"
          aria-label={`Theme: ${theme}`}
          title={`Theme: ${theme}`}
          onClick={() => onTheme(next)}
        >
          <Icon className="size-4" aria-hidden />
        </button>
        <button
          type="button"
          className="quiet-button ms-auto"
          onClick={() => download(exportConversations(conversations))}
        >
          <Download className="size-4" aria-hidden /> Export
        </button>
        <button type="button" className="quiet-button" onClick={() => fileInput.current?.click()}>
          <Upload className="size-4" aria-hidden /> Import
        </button>
        <input
          ref={fileInput}
          type="file"
          hidden
          accept="application/json"
          aria-label="Import conversations"
          onChange={(event) => {
            void readImport(event.target.files?.[0]);
            event.target.value = "";
          }}
        />
      </div>
    </nav>
  );
}

function download(content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = Object.assign(document.createElement("a"), {
    href: url,
    download: "conversations.json",
  });
  link.click();
  URL.revokeObjectURL(url);
}
