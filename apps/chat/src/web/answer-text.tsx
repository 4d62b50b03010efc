import { createCodePlugin } from "@streamdown/code";
import { Streamdown } from "streamdown";

const plugins = { code: createCodePlugin({ themes: ["github-light", "github-dark"] }) };

/** Markdown as it streams in: only the block that grows is rendered again. */
export function AnswerText({ text, isStreaming }: { text: string; isStreaming: boolean }) {
  return (
    <Streamdown
      className="min-w-0 leading-7 break-words"
      dir="auto"
      plugins={plugins}
      isAnimating={isStreaming}
      linkSafety={{ enabled: false }}
    >
      {text}
    </Streamdown>
  );
}
