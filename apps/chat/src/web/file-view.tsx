import type { FileUIPart } from "ai";
import { FileText } from "lucide-react";

/** Shows or plays an attachment or a generated file, or offers it for download. */
export function FileView({ file }: { file: FileUIPart }) {
  const { mediaType, url, filename } = file;
  if (mediaType.startsWith("image/")) {
    return (
      <img
        src={url}
        alt={filename ?? "Generated image"}
        className="max-h-96 min-w-24 self-start rounded-lg border object-contain"
      />
    );
  }
  if (mediaType.startsWith("audio/")) {
    // The conversation contains the spoken text, so captions would only repeat it.
    return <audio controls src={url} className="w-full max-w-md" aria-label="Generated speech" />;
  }
  return (
    <a
      href={url}
      download={filename ?? "file"}
      className="inline-flex items-center gap-2 self-start rounded-lg border bg-card px-3 py-2 text-sm hover:bg-muted"
    >
      <FileText className="size-4 text-muted-foreground" aria-hidden />
      {filename ?? mediaType}
    </a>
  );
}
