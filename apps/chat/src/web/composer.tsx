import type { FileUIPart } from "ai";
import { ArrowUp, FileText, Globe, Paperclip, Square, Wrench, X } from "lucide-react";
import { type ClipboardEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { ChatChoices } from "../shared/chat-choices.ts";
import type { ModelRow } from "../shared/model-row.ts";
import type { Prompt } from "./prompt.ts";
import { readFiles } from "./read-files.ts";

interface ComposerProps {
  choices: ChatChoices;
  onChoices: (choices: ChatChoices) => void;
  model: ModelRow | undefined;
  isBusy: boolean;
  onSend: (prompt: Prompt) => void;
  onStop: () => void;
}

/** The field in which the person writes. Files can be chosen, pasted or dropped. */
export function Composer({ choices, onChoices, model, isBusy, onSend, onStop }: ComposerProps) {
  const [text, setText] = useState("");
  const [files, setFiles] = useState<FileUIPart[]>([]);
  const [problem, setProblem] = useState<string>();
  const fileInput = useRef<HTMLInputElement>(null);
  const textInput = useRef<HTMLTextAreaElement>(null);
  const isEmpty = text.trim() === "" && files.length === 0;

  const add = async (added: Iterable<File>) => {
    try {
      const parts = await readFiles(added);
      setProblem(undefined);
      setFiles((before) => [...before, ...parts]);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  const attach = (added: Iterable<File>) => void add([...added]);
  const isDraggedOver = useDroppedFiles(attach);
  const send = () => {
    if (isBusy || isEmpty) return;
    onSend({ text: text.trim(), files });
    setText("");
    setFiles([]);
    setProblem(undefined);
    textInput.current?.focus();
  };
  const onPaste = (event: ClipboardEvent) => {
    if (event.clipboardData.files.length === 0) return;
    event.preventDefault();
    attach(event.clipboardData.files);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // While a word is being composed (Chinese, Japanese, …) Enter belongs to the input method.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };

  return (
    <form
      className="mx-auto w-full max-w-3xl px-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {problem !== undefined && (
        <p role="alert" className="mb-2 rounded-md bg-danger-muted px-3 py-2 text-sm text-danger">
          {problem}
        </p>
      )}
      <div
        className={`rounded-2xl border bg-card shadow-sm transition-colors focus-within:border-primary ${isDraggedOver ? "border-dashed border-primary" : "border-input"}`}
      >
        {files.length > 0 && <Attachments files={files} onChange={setFiles} />}
        <textarea
          ref={textInput}
          className="field-sizing-content block max-h-60 min-h-12 w-full resize-none bg-transparent px-4 pt-3 outline-none placeholder:text-muted-foreground"
          aria-label="Message"
          placeholder={isDraggedOver ? "Drop images, PDFs or texts here" : "Ask anything"}
          dir="auto"
          rows={1}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onPaste={onPaste}
          onKeyDown={onKeyDown}
        />
        <div className="flex items-center gap-0.5 p-2">
          <input
            ref={fileInput}
            type="file"
            multiple
            hidden
            accept="image/*,application/pdf,text/*"
            onChange={(event) => {
              attach(event.target.files ?? []);
              event.target.value = "";
            }}
          />
          <button
            type="button"
            className="quiet-button px-2"
            aria-label="Attach files"
            onClick={() => fileInput.current?.click()}
          >
            <Paperclip className="size-4" aria-hidden />
          </button>
          <Toggle
            name="Search"
            Icon={Globe}
            isOn={choices.searchesWeb}
            onChange={(searchesWeb) => onChoices({ ...choices, searchesWeb })}
          />
          <Toggle
            name="Tools"
            Icon={Wrench}
            isOn={choices.usesTools}
            onChange={(usesTools) => onChoices({ ...choices, usesTools })}
          />
          <span className="ms-auto me-2 hidden truncate text-xs text-muted-foreground sm:inline">
            {describeUnread(files, model)}
          </span>
          {isBusy ? (
            <button
              type="button"
              className="main-button ms-auto w-9 px-0 sm:ms-0"
              aria-label="Stop"
              onClick={onStop}
            >
              <Square className="size-4 fill-current" aria-hidden />
            </button>
          ) : (
            <button
              type="submit"
              className="main-button ms-auto w-9 px-0 sm:ms-0"
              aria-label="Send"
              disabled={isEmpty}
            >
              <ArrowUp className="size-4" aria-hidden />
            </button>
          )}
        </div>
      </div>
    </form>
  );
}

interface ToggleProps {
  name: string;
  Icon: typeof Globe;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}

function Toggle({ name, Icon, isOn, onChange }: ToggleProps) {
  return (
    <button
      type="button"
      className={`quiet-button ${isOn ? "text-primary hover:text-primary" : ""}`}
      aria-pressed={isOn}
      onClick={() => onChange(!isOn)}
    >
      <Icon className="size-4" aria-hidden /> {name}
    </button>
  );
}

interface AttachmentsProps {
  files: readonly FileUIPart[];
  onChange: (files: FileUIPart[]) => void;
}

function Attachments({ files, onChange }: AttachmentsProps) {
  return (
    <ul aria-label="Attachments" className="flex flex-wrap gap-2 px-3 pt-3">
      {files.map((file, index) => (
        <li
          key={file.url.slice(-64) + index}
          className="flex items-center gap-2 rounded-lg border bg-muted py-1 ps-1.5 pe-1 text-sm"
        >
          {file.mediaType.startsWith("image/") ? (
            <img src={file.url} alt="" className="size-8 rounded object-cover" />
          ) : (
            <FileText className="size-5 text-muted-foreground" aria-hidden />
          )}
          <span className="max-w-40 truncate">{file.filename ?? file.mediaType}</span>
          <button
            type="button"
            className="quiet-button h-7 px-1.5"
            aria-label={`Remove ${file.filename ?? "file"}`}
            onClick={() => onChange(files.filter((_, other) => other !== index))}
          >
            <X className="size-3.5" aria-hidden />
          </button>
        </li>
      ))}
    </ul>
  );
}

/** A warning if the model may not be able to read what is attached. */
function describeUnread(files: readonly FileUIPart[], model: ModelRow | undefined): string {
  if (model === undefined) return "";
  const kinds = files.map(({ mediaType }) => (mediaType.startsWith("image/") ? "image" : "file"));
  const unread = kinds.find((kind) => !model.takes.includes(kind));
  if (unread === undefined) return "";
  return `${model.id} is not known to read ${unread === "image" ? "images" : "files"}`;
}

/** Accepts files that are dropped anywhere on the page. Returns whether some are being dragged over it. */
function useDroppedFiles(onFiles: (files: FileList) => void): boolean {
  const [isDraggedOver, setIsDraggedOver] = useState(false);
  const latest = useRef(onFiles);
  useEffect(() => {
    latest.current = onFiles;
  });
  useEffect(() => {
    const listeners = new AbortController();
    const { signal } = listeners;
    const onDragOver = (event: DragEvent) => {
      event.preventDefault();
      setIsDraggedOver(true);
    };
    const onDrop = (event: DragEvent) => {
      event.preventDefault();
      setIsDraggedOver(false);
      if (event.dataTransfer !== null) latest.current(event.dataTransfer.files);
    };
    const onDragLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setIsDraggedOver(false);
    };
    document.addEventListener("dragover", onDragOver, { signal });
    document.addEventListener("dragleave", onDragLeave, { signal });
    document.addEventListener("drop", onDrop, { signal });
    return () => listeners.abort();
  }, []);
  return isDraggedOver;
}
