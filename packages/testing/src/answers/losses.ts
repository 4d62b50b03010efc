import { type Answer, type AnswerCitation, createAnswer } from "./answer.ts";

/**
 * Something that a framework has no place for, or reports otherwise. The tests expect exactly what `becomes`
 * gives. So a loss without a row fails a test, and so does a row that is no longer true.
 */
export interface Loss {
  /** What is lost or different, and why, in a sentence. */
  reason: string;
  /** The fields that the caller gets otherwise, from core's answer. */
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

/** What the AI SDK has no place for, or reports otherwise. */
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
    reason:
      "a refusal is not a success, and the SDK has no other finish reason for it than content-filter",
    becomes: ({ refusal, finishReason }) =>
      refusal !== "" && finishReason === "stop" ? { finishReason: "content-filter" } : {},
  },
  {
    reason:
      "the transcript of spoken audio is text too, because who reads only text would miss it in a file",
    becomes: ({ text, audio }) => ({
      text: text + audio.map(({ transcript }) => transcript).join(""),
    }),
  },
];

/** What LangChain has no place for, or reports otherwise. */
export const langChainLosses: readonly Loss[] = [
  cacheLifetimes,
  callsWithoutObject,
  {
    reason: "there is one finish reason: the vendor's own is given only where core has none",
    becomes: ({ finishReason, rawFinishReason }) => ({
      rawFinishReason: finishReason === "other" ? rawFinishReason : undefined,
    }),
  },
];

/**
 * What LangChain fills in where the vendor left something out.
 *
 * @param model Id of the model that was asked.
 */
export function langChainGuesses(model: string): readonly Loss[] {
  return [
    {
      reason: "a count that was not reported is 0, because LangChain's counts are numbers",
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
 * LangChain and LlamaIndex fill in the model if the answer does not name one.
 *
 * @param asked Id of the model that was asked.
 */
export function askedModelCounts(asked: string): Loss {
  return {
    reason: "an answer that names no model gets the model that was asked",
    becomes: ({ error, model = asked }) => (error === undefined ? { model } : {}),
  };
}

/** What LlamaIndex has no place for, or reports otherwise. */
export const llamaIndexLosses: readonly Loss[] = [
  callsWithoutObject,
  {
    reason: "a refusal is part of the text, because LlamaIndex shows nothing else",
    becomes: ({ text, refusal }) => ({ text: text + refusal }),
  },
];

/** What every framework also loses when it is asked for an answer that is not streamed. */
export const failureIsThrown: Loss = {
  reason: "of a failed answer that is not streamed only the error is left, because it is thrown",
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
