import { type Answer, type AnswerCitation, createAnswer } from "./answer.ts";

/**
 * Something a framework has no place for, or says otherwise. The tests ask for exactly what is left of
 * it, so that a row that no longer holds fails as well as a loss that has no row.
 */
export interface Loss {
  /** What is lost and why, in a sentence. */
  reason: string;
  /** What the caller gets, where core gives this. */
  becomes: (answer: Answer) => Partial<Answer> | undefined;
}

const cacheLifetimes: Loss = {
  reason: "what was cached for an hour is not counted apart; it stands in the vendor's own usage",
  becomes: ({ usage }) => ({ usage: usage && { ...usage, cacheWrite1hTokens: undefined } }),
};

const callsWithoutObject: Loss = {
  reason: "a call whose arguments are no JSON object cannot be run",
  becomes: ({ toolCalls }) => ({
    toolCalls: toolCalls.map((call) => ({
      ...call,
      isComplete: call.isComplete && isJSONObject(call.arguments),
    })),
  }),
};

/** What the AI SDK says otherwise. */
export const aiSDKLosses: readonly Loss[] = [
  cacheLifetimes,
  {
    reason: "tokens of audio are not counted apart; they stand in the vendor's own usage",
    becomes: ({ usage }) => ({
      usage: usage && { ...usage, audioInputTokens: undefined, audioOutputTokens: undefined },
    }),
  },
  {
    reason: "a document without a title is called by its file, because the SDK wants a title",
    becomes: ({ citations }) => ({
      citations: citations.map(({ title, ...citation }) => ({
        ...citation,
        title: title ?? (citation.url === undefined ? nameOfDocument(citation) : undefined),
      })),
    }),
  },
  {
    reason: "a refusal is no success, and the SDK has no other word for it than content-filter",
    becomes: ({ refusal, finishReason }) =>
      refusal !== "" && finishReason === "stop" ? { finishReason: "content-filter" } : {},
  },
  {
    reason: "what was spoken is text too, because a file is not read by those who want text",
    becomes: ({ text, audio }) => ({
      text: text + audio.map(({ transcript }) => transcript).join(""),
    }),
  },
];

/** What LangChain has no place for, or says otherwise. */
export const langChainLosses: readonly Loss[] = [
  cacheLifetimes,
  callsWithoutObject,
  {
    reason: "there is one word for the end: the vendor's own is told where core has none",
    becomes: ({ finishReason, rawFinishReason }) => ({
      rawFinishReason: finishReason === "other" ? rawFinishReason : undefined,
    }),
  },
];

/**
 * What LangChain says otherwise of answers of which little was told.
 *
 * @param model Id of the model that was asked.
 */
export function langChainGuesses(model: string): readonly Loss[] {
  return [
    {
      reason: "a count that nobody reported is 0, because LangChain's counts are numbers",
      becomes: ({ usage }) => ({
        usage: usage && {
          ...usage,
          inputTokens: usage.inputTokens ?? 0,
          outputTokens: usage.outputTokens ?? 0,
        },
      }),
    },
    askedModelCounts(model),
  ];
}

/**
 * What LangChain and LlamaIndex say otherwise of an answer that does not say who gave it.
 *
 * @param asked Id of the model that was asked.
 */
export function askedModelCounts(asked: string): Loss {
  return {
    reason: "an answer that names no model counts as one of the model that was asked",
    becomes: ({ error, model = asked }) => (error === undefined ? { model } : {}),
  };
}

/** What LlamaIndex has no place for, or says otherwise. */
export const llamaIndexLosses: readonly Loss[] = [
  callsWithoutObject,
  {
    reason: "a refusal is the text, too: LlamaIndex shows nothing else",
    becomes: ({ text, refusal }) => ({ text: text + refusal }),
  },
];

/** What every framework loses besides when it is asked for a whole answer. */
export const failureIsThrown: Loss = {
  reason: "of a whole answer that failed only the error is told, because it is thrown",
  becomes: ({ error }) => error && createAnswer({ error }),
};

function nameOfDocument({ filename, fileId }: AnswerCitation): string {
  return filename ?? fileId ?? "document";
}

function isJSONObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
