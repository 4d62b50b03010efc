import { FileText, Globe } from "lucide-react";
import type { ChatMessage } from "../shared/chat-message.ts";

/** The pages and documents that an answer cites, each once. */
export function Sources({ parts }: { parts: ChatMessage["parts"] }) {
  const pages = new Map(
    parts.flatMap((part) => (part.type === "source-url" ? [[part.url, part] as const] : [])),
  );
  const documents = parts.filter((part) => part.type === "source-document");
  if (pages.size + documents.length === 0) return null;
  return (
    <nav aria-label="Sources">
      <ol className="flex flex-wrap gap-2 text-sm">
        {[...pages.values()].map(({ url, title }) => (
          <li key={url}>
            <a
              href={url}
              target="_blank"
              rel="noopener noreferrer"
              className="inline-flex max-w-72 items-center gap-1.5 rounded-full border bg-card px-3 py-1 hover:bg-muted"
            >
              <Globe className="size-3.5 shrink-0 text-muted-foreground" aria-hidden />
              <span className="truncate">{title ?? url}</span>
            </a>
          </li>
        ))}
        {documents.map(({ sourceId, title }) => (
          <li
            key={sourceId}
            className="inline-flex items-center gap-1.5 rounded-full border bg-card px-3 py-1"
          >
            <FileText className="size-3.5 text-muted-foreground" aria-hidden />
            {title}
          </li>
        ))}
      </ol>
    </nav>
  );
}
