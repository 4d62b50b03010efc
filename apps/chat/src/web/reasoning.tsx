import { Brain, ChevronRight } from "lucide-react";

/** The reasoning of a model: open while it reasons, folded once it answers. */
export function Reasoning({ text, isStreaming }: { text: string; isStreaming: boolean }) {
  if (text.trim() === "") return null;
  return (
    <details open={isStreaming} className="group text-sm text-muted-foreground">
      <summary className="inline-flex items-center gap-1.5 rounded-md py-1 hover:text-foreground [&::-webkit-details-marker]:hidden">
        <Brain className={`size-4 ${isStreaming ? "animate-pulse" : ""}`} aria-hidden />
        {isStreaming ? "Thinking …" : "Thoughts"}
        <ChevronRight className="size-4 transition-transform group-open:rotate-90" aria-hidden />
      </summary>
      <p dir="auto" className="mt-1 border-s-2 ps-4 break-words whitespace-pre-wrap">
        {text}
      </p>
    </details>
  );
}
