import type { GeminiBody } from "../apis/gemini/gemini-body.ts";
import type { Manner } from "./manner.ts";

const google = "Google's documentation of Gemini's API";

/** What models do with Gemini requests. */
export const geminiManners: readonly Manner<GeminiBody>[] = [
  {
    models: /^gemini-2/u,
    refuses: (body) =>
      (body.generationConfig?.thinkingConfig?.thinkingLevel ?? null) === null
        ? undefined
        : "Thinking level is not supported for this model.",
    reason: "Thinking levels came with Gemini 3.",
    source: google,
  },
  {
    models: /^gemini-(?:2\.5|3(?:\.\d)?)-pro/u,
    refuses: (body) =>
      body.generationConfig?.thinkingConfig?.thinkingBudget === 0
        ? "Budget 0 is invalid. This model only works in thinking mode."
        : undefined,
    reason: "The Pro models cannot stop thinking.",
    source: google,
  },
  {
    models: /^gemini-3(?:\.\d)?-pro/u,
    refuses: (body) =>
      /^minimal$/iu.test(body.generationConfig?.thinkingConfig?.thinkingLevel ?? "")
        ? "Thinking level MINIMAL is not supported for this model. Please retry with other thinking level."
        : undefined,
    reason: "The lowest level is for Flash only.",
    source: google,
  },
  {
    models: /^gemini-[12]/u,
    refuses: ({ tools, generationConfig }) =>
      (tools ?? []).some((tool) => (tool.functionDeclarations ?? []).length > 0) &&
      generationConfig?.responseMimeType === "application/json"
        ? "Function calling with a response mime type: 'application/json' is unsupported"
        : undefined,
    reason: "Before Gemini 3 there are functions or JSON, not both.",
    source: google,
  },
  {
    models: /^gemini/u,
    refuses: ({ toolConfig }) => {
      const { mode, allowedFunctionNames } = toolConfig?.functionCallingConfig ?? {};
      return (allowedFunctionNames ?? []).length > 0 && mode !== "ANY" && mode !== "VALIDATED"
        ? "Please set allowed_function_names only when function calling mode is ANY."
        : undefined;
    },
    reason: "Function names may only be given where a call is wanted.",
    source: google,
  },
];
