import type { Conversation } from "./conversation.ts";
import { fillSchema } from "./fill-schema.ts";
import type { FillSource } from "./fill-source.ts";
import { findKeywords } from "./find-keywords.ts";
import type { WantedForm } from "./find-wanted-form.ts";

/** An answer in the form that the conversation asks for, with values from `fillSchema`. */
export function fillForm(
  form: WantedForm,
  source: FillSource,
  { turns }: Pick<Conversation, "turns">,
): string {
  switch (form.kind) {
    case "json": {
      return JSON.stringify(fillSchema(form.schema, source));
    }
    case "list": {
      return writeList(form, source);
    }
    case "choice": {
      const text = turns.map((turn) => turn.text).join("\n");
      return form.options[isSupported(text) ? 0 : form.options.length - 1] ?? "";
    }
    case "score": {
      const { minimum, maximum } = form;
      const score = fillSchema(
        { type: "number", minimum, maximum, default: maximum - 1 },
        {
          ...source,
          facts: { ...source.facts, numbers: [] },
        },
      );
      return `${Number(score).toFixed(1)}\n${source.answer}`;
    }
  }
}

function writeList(
  { label, style }: Extract<WantedForm, { kind: "list" }>,
  source: FillSource,
): string {
  const words = listWords(source.request);
  const isAsking = label === "QUESTIONS";
  const items = isAsking ? words.map((word) => `What does the text say about ${word}?`) : words;
  const prefix = label === "" ? "" : `${label}: `;
  switch (style) {
    case "commas": {
      return prefix + items.join(", ");
    }
    case "lines": {
      return prefix + items.join("\n");
    }
    case "numbers": {
      return items.map((item, index) => `${index + 1}. ${item}`).join("\n");
    }
  }
}

const listLength = 5;

/** The keywords of a text, as they are spelt there. */
function listWords(text: string): string[] {
  const body = text.split(/-{5,}/u)[1] ?? text;
  const seen = new Set<string>();
  const words = [...body.matchAll(/\p{L}[\p{L}\p{M}]{3,}/gu)].flatMap(([word]) => {
    const [keyword] = findKeywords(word);
    if (keyword === undefined || seen.has(keyword)) return [];
    seen.add(keyword);
    return [word];
  });
  return words.slice(0, listLength);
}

/** Whether most keywords of the claim are also in the context. For the prompts of LlamaIndex's evaluators. */
function isSupported(text: string): boolean {
  const parts =
    /(?:Information|Query and Response|Response): (?<claim>(?:(?!Information: )[\s\S])*?)\nContext: (?<context>[\s\S]*)$/u.exec(
      text.slice(Math.max(0, text.lastIndexOf("Information: "))),
    )?.groups ?? {};
  const claimed = new Set(findKeywords(parts["claim"] ?? ""));
  const given = new Set(findKeywords(parts["context"] ?? ""));
  const found = [...claimed].filter((word) => given.has(word)).length;
  return claimed.size === 0 || found / claimed.size >= 0.5;
}
