import { Command } from "cmdk";
import { ChevronDown, FileText, Image, type LucideIcon, Mic, Video, Volume2 } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { ModelRow } from "../shared/model-row.ts";
import { formatTokens, formatUSD } from "./format-figures.ts";

interface ModelPickerProps {
  models: readonly ModelRow[];
  value: string;
  onChange: (id: string) => void;
  /** Whether Ctrl+K opens it. */
  hasShortcut?: boolean;
}

/** Searches the catalogue by name, vendor and what a model takes or makes. */
export function ModelPicker({ models, value, onChange, hasShortcut = false }: ModelPickerProps) {
  const [isOpen, setIsOpen] = useState(false);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    dialog.current?.showModal();
    dialog.current?.querySelector("input")?.focus();
  }, [isOpen]);
  return (
    <>
      <button
        type="button"
        className="quiet-button min-w-0 font-medium text-foreground"
        aria-haspopup="dialog"
        aria-label={`Model ${value}`}
        {...(hasShortcut
          ? { "aria-keyshortcuts": "Control+K Meta+K", "data-model-picker": "" }
          : {})}
        onClick={() => setIsOpen(true)}
      >
        <span className="truncate">{value}</span>
        <ChevronDown className="size-4 shrink-0 text-muted-foreground" aria-hidden />
      </button>
      {isOpen && (
        <dialog
          ref={dialog}
          aria-label="Models"
          className="w-[min(40rem,calc(100vw-1.5rem))] overflow-hidden rounded-xl border bg-card p-0 shadow-2xl"
          onClose={() => setIsOpen(false)}
          onClick={(event) => {
            if (event.target === event.currentTarget) event.currentTarget.close();
          }}
        >
          <ModelList
            models={models}
            value={value}
            onChange={(id) => {
              onChange(id);
              dialog.current?.close();
            }}
          />
        </dialog>
      )}
    </>
  );
}

function ModelList({ models, value, onChange }: Omit<ModelPickerProps, "hasShortcut">) {
  const vendors = [...new Set(models.map(({ vendor }) => vendor))];
  return (
    <Command label="Search models" loop className="flex max-h-[min(32rem,80vh)] flex-col">
      <Command.Input
        placeholder="Search by name, vendor, image, file, speech …"
        className="border-b bg-transparent px-4 py-3 outline-none placeholder:text-muted-foreground"
      />
      <Command.List className="min-h-0 flex-1 overflow-y-auto p-1.5">
        <Command.Empty className="p-6 text-center text-sm text-muted-foreground">
          No model fits.
        </Command.Empty>
        {vendors.map((vendor) => (
          <Command.Group
            key={vendor}
            heading={vendor}
            className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-muted-foreground"
          >
            {models
              .filter((model) => model.vendor === vendor)
              .map((model) => (
                <ModelItem
                  key={model.id}
                  model={model}
                  isChosen={model.id === value}
                  onSelect={() => onChange(model.id)}
                />
              ))}
          </Command.Group>
        ))}
      </Command.List>
    </Command>
  );
}

interface ModelItemProps {
  model: ModelRow;
  isChosen: boolean;
  onSelect: () => void;
}

function ModelItem({ model, isChosen, onSelect }: ModelItemProps) {
  const { id, vendor, makes, takes, contextWindow } = model;
  const kinds = [...takes.filter((kind) => kind !== "text"), ...(makes === "text" ? [] : [makes])];
  return (
    <Command.Item
      value={id}
      keywords={[vendor, ...kinds]}
      onSelect={onSelect}
      className={`flex cursor-pointer flex-wrap items-center gap-x-3 rounded-md px-2.5 py-2 text-sm data-[selected=true]:bg-muted ${isChosen ? "font-semibold" : ""}`}
    >
      <span className="min-w-40 flex-1 break-all">{id}</span>
      <span className="flex items-center gap-1 text-muted-foreground">
        {takes.map((kind) => (
          <KindIcon key={kind} kind={kind} title={`takes ${kind}`} />
        ))}
        {makes !== "text" && (
          <span className="text-xs">makes {makes === "image" ? "images" : makes}</span>
        )}
      </span>
      <span
        className="w-12 text-end text-xs font-normal text-muted-foreground"
        title="context in tokens"
      >
        {contextWindow === undefined ? "" : formatTokens(contextWindow)}
      </span>
      <span
        className="ms-auto w-28 text-end text-xs font-normal text-muted-foreground"
        title="for a million tokens of input and output"
      >
        {describePrice(model)}
      </span>
    </Command.Item>
  );
}

const icons: Readonly<Record<string, LucideIcon>> = {
  image: Image,
  file: FileText,
  audio: Mic,
  video: Video,
  speech: Volume2,
};

function KindIcon({ kind, title }: { kind: string; title: string }) {
  const Icon = icons[kind];
  return Icon === undefined ? null : <Icon className="size-3.5" role="img" aria-label={title} />;
}

function describePrice({ inputUSD, outputUSD, usdPerRequest }: ModelRow): string {
  if (usdPerRequest !== undefined) return `${formatUSD(usdPerRequest)} each`;
  if (inputUSD === undefined || outputUSD === undefined) return "price not listed";
  return `${formatUSD(inputUSD)} / ${formatUSD(outputUSD)}`;
}
