import type { ChatBody, ChatMessage } from "../apis/chat-completions/chat-body.ts";
import { APIError } from "../http/api-error.ts";
import { invalidRequestError } from "../http/known-errors.ts";
import { adaptiveThinkingWanted, prefillRefused } from "./claude-words.ts";
import type { Manner } from "./manner.ts";
import { refuseEffort } from "./refuse-effort.ts";
import { refuseOptions } from "./refused-options.ts";

const relay = "new-api's source, afe16c64 of 2026-07-28";
const coreTable = "core's table of traits, which names the sources";

/** What models do with chat completions. */
export const chatManners: readonly Manner<ChatBody>[] = [
  {
    models: /^claude/u,
    ignores: () => [
      "response_format",
      "n",
      "seed",
      "frequency_penalty",
      "presence_penalty",
      "logprobs",
      "logit_bias",
      "user",
    ],
    reason: "The relay does not read these fields when it rewrites a request for Claude.",
    source: relay,
  },
  {
    models: /^claude/u,
    ignores: ({ reasoning_effort: effort }) =>
      thinkingBudgetOf(effort) === undefined ? ["reasoning_effort"] : [],
    reason: "Of the efforts the relay turns low, medium and high into thinking; others it ignores.",
    source: relay,
  },
  {
    models: /^gemini/u,
    ignores: () => [
      "reasoning_effort",
      "n",
      "frequency_penalty",
      "presence_penalty",
      "logprobs",
      "logit_bias",
      "parallel_tool_calls",
      "user",
    ],
    reason: "The relay does not read these fields when it rewrites a request for Gemini.",
    source: `${relay}; CometAPI's chat page has reasoning_effort for the o-series and GPT-5.1 and later only`,
  },
  {
    models: /^glm/u,
    ignores: ({ stop }) => [
      "response_format",
      "reasoning_effort",
      "seed",
      "n",
      "parallel_tool_calls",
      "user",
      ...(Array.isArray(stop) ? (["stop"] as const) : []),
    ],
    reason: "The relay writes requests for GLM anew, from a few fields.",
    source: relay,
  },
  {
    models: /^(?!gemini|claude)/u,
    refuses: ({ max_tokens: maximum }, { traits }) =>
      isGiven(maximum) && traits.maxTokensField === "max_completion_tokens"
        ? invalidRequestError(
            "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
            "max_tokens",
            "unsupported_parameter",
          )
        : undefined,
    reason: "Models that count reasoning into their limit refuse max_tokens.",
    source: `${coreTable}; a relay of stock renames the field for some of them`,
  },
  {
    models: /^/u,
    refuses: (body, model) => refuseOptions(body, model, body.reasoning_effort),
    reason: "Many models take no sampling parameters, and some no stop sequences.",
    source: coreTable,
  },
  {
    models: /^(?!claude)/u,
    refuses: ({ reasoning_effort: effort }, { traits, row }) =>
      refuseEffort("reasoning_effort", effort, traits.reasoningEfforts, row.provider),
    reason: "A model knows some efforts, or none.",
    source: coreTable,
  },
  {
    models: /^/u,
    refuses: (body, { traits, row }) =>
      hasTools(body) && !traits.acceptsToolsWithReasoning && body.reasoning_effort !== "none"
        ? invalidRequestError(
            `Function tools with reasoning_effort are not supported for ${row.id} in /v1/chat/completions. Please use /v1/responses instead.`,
            "reasoning_effort",
          )
        : undefined,
    reason: "The newest models of OpenAI call functions while they reason on Responses only.",
    source: coreTable,
  },
  {
    models: /^/u,
    refuses: (body, { traits }) =>
      hasTools(body) && traits.supportsTools === false
        ? invalidRequestError(
            "Unsupported parameter: 'tools' is not supported with this model.",
            "tools",
            "unsupported_parameter",
          )
        : undefined,
    reason: "Some models call no functions.",
    source: coreTable,
  },
  {
    models: /^(?!claude|glm)/u,
    refuses: ({ response_format: format }, { traits, row }) => {
      const asked = format?.type ?? "text";
      const isTaken =
        asked === "text" ||
        traits.structuredOutput === "json-schema" ||
        (asked === "json_object" && traits.structuredOutput === "json-object");
      if (isTaken) return undefined;
      if (row.provider === "DeepSeek") return "This response_format type is unavailable now";
      return invalidRequestError(
        `Invalid parameter: 'response_format' of type '${asked}' is not supported with this model.`,
        "response_format",
      );
    },
    reason: "Older models have no JSON schema, or not even JSON mode.",
    source: coreTable,
  },
  {
    models: /^o\d/u,
    refuses: ({ parallel_tool_calls: parallel }) =>
      isGiven(parallel)
        ? invalidRequestError(
            "Unsupported parameter: 'parallel_tool_calls' is not supported with this model.",
            "parallel_tool_calls",
            "unsupported_parameter",
          )
        : undefined,
    reason: "The o-series refuses parallel_tool_calls, whatever its value.",
    source: "OpenAI's behaviour, met by many integrations (e.g. langchain-ai/langchain #29420)",
  },
  {
    models: /^(?!gemini)/u,
    refuses: ({ messages }) => {
      const index = messages.findIndex(({ role, content }) =>
        role === "assistant" && Array.isArray(content)
          ? content.some(({ type }) => type !== "text" && type !== "refusal")
          : false,
      );
      if (index < 0) return undefined;
      return invalidRequestError(
        "Invalid value: 'image_url'. Supported values are: 'text' and 'refusal'.",
        `messages[${index}].content[0].type`,
        "invalid_value",
      );
    },
    reason: "In an answer of the model's own there may be text only; Gemini's may hold images.",
    source: `general behaviour of OpenAI's API; for Gemini ${relay}`,
  },
  {
    models: /^(?:deepseek|qwen|doubao|claude)/u,
    refuses: ({ messages }, { row }) => {
      const index = messages.findIndex(({ role }) => role === "developer");
      if (index < 0) return undefined;
      return row.provider === "Anthropic"
        ? `messages.${index}.role: Input should be 'user' or 'assistant'`
        : `Failed to deserialize the JSON body into the target type: messages[${index}].role: unknown variant \`developer\`, expected one of \`system\`, \`user\`, \`assistant\`, \`tool\``;
    },
    reason: "These vendors do not know the role developer, and the relay does not translate it.",
    source: `${coreTable}; for Claude ${relay}`,
  },
  {
    models: /^claude/u,
    refuses: ({ temperature, top_p: topP }, { traits }) => {
      if ((temperature ?? 0) > 1) {
        return "temperature: Input should be less than or equal to 1";
      }
      return !traits.acceptsTemperatureWithTopP && isGiven(temperature) && isGiven(topP)
        ? "`temperature` and `top_p` cannot both be specified for this model. Please use only one."
        : undefined;
    },
    reason: "Claude's temperature ends at 1, and from Opus 4.1 on it excludes top_p.",
    source: coreTable,
  },
  {
    models: /^claude/u,
    refuses: (body, { manners }) => {
      const budget = thinkingBudgetOf(body.reasoning_effort);
      if (budget === undefined) return undefined;
      if (manners.wantsAdaptiveThinking) return adaptiveThinkingWanted;
      if ((body.max_completion_tokens ?? body.max_tokens ?? 8192) <= budget) {
        return "`max_tokens` must be greater than `thinking.budget_tokens`.";
      }
      return isGiven(body.temperature) && body.temperature !== 1
        ? "`temperature` may only be set to 1 when thinking is enabled."
        : undefined;
    },
    reason: "An effort becomes thinking of type enabled, with all that Anthropic wants of it.",
    source: relay,
  },
  {
    models: /^claude/u,
    refuses: (body, { manners }) =>
      thinksAsClaude(body, manners.reasoning) && isForced(body)
        ? "Thinking may not be enabled when tool_choice forces tool use."
        : undefined,
    reason: "Claude cannot be forced to call a tool while it thinks.",
    source: "Anthropic's documentation of extended thinking",
  },
  {
    models: /^claude/u,
    refuses: (body, { manners }) => {
      if (!thinksAsClaude(body, manners.reasoning)) return undefined;
      const index = findCallIndex(body.messages);
      if (index === undefined) return undefined;
      return `messages.${index}.content.0.type: Expected \`thinking\` or \`redacted_thinking\`, but found \`text\`. When \`thinking\` is enabled, a final \`assistant\` message must start with a thinking block.`;
    },
    reason:
      "A call made while thinking must come back behind its signed thought, which a chat completion cannot hold.",
    source: `Anthropic's documentation; ${relay}`,
  },
  {
    models: /^claude-(?:[a-z]+-4-[6-9]|[a-z]+-5)/u,
    refuses: ({ messages }) => (messages.at(-1)?.role === "assistant" ? prefillRefused : undefined),
    reason: "From 4.6 on Claude does not go on with an answer that the caller began.",
    source: "Anthropic's documentation of Claude 4.6",
  },
  {
    models: /^gemini/u,
    refuses: ({ messages }) => {
      const urls = messages.flatMap(({ content }) =>
        Array.isArray(content)
          ? content.flatMap((part) => (part.type === "image_url" ? [part.image_url.url] : []))
          : [],
      );
      const refused = urls
        .map((url) => /^data:(?<type>[^;,]*)/u.exec(url)?.groups?.["type"])
        .find((type) => type !== undefined && !geminiTypes.test(type));
      if (refused === undefined) return undefined;
      return new APIError(`mime type is not supported by Gemini: '${refused}'`, {
        status: 500,
        code: "convert_request_failed",
        param: "",
      });
    },
    reason: "The relay passes on to Gemini what is on its list of media types.",
    source: relay,
  },
  {
    models: /^deepseek-(?:v[4-9]|reasoner)/u,
    refuses: (body) =>
      thinksAsDeepSeek(body) && isForced(body)
        ? "Thinking mode does not support this tool_choice"
        : undefined,
    reason: "DeepSeek cannot be forced to call a tool while it thinks.",
    source: "DeepSeek's answer, as integrations quote it",
  },
  {
    models: /^deepseek-(?:v[4-9]|reasoner)/u,
    refuses: (body) =>
      thinksAsDeepSeek(body) && findUnexplainedCall(body.messages) !== undefined
        ? "The `reasoning_content` in the thinking mode must be passed back to the API."
        : undefined,
    reason: "While DeepSeek thinks, its calls must come back with the reasoning that led to them.",
    source: "DeepSeek's guide to thinking; anomalyco/opencode #24124",
  },
  {
    models: /^kimi-k(?:2-thinking|2\.[5-9]|[3-9])/u,
    refuses: ({ messages }) => {
      const index = findUnexplainedCall(messages);
      return index === undefined
        ? undefined
        : `thinking is enabled but reasoning_content is missing in assistant tool call message at index ${index}`;
    },
    reason: "While Kimi thinks, its calls must come back with the reasoning that led to them.",
    source: "anomalyco/opencode #24124, vercel/ai #14740",
  },
];

const geminiTypes =
  /^(?:application\/pdf|audio\/(?:mpeg|mp3|wav)|image\/(?:png|jpe?g|webp|heic|heif)|text\/plain|video\/(?:mov|mpeg|mp4|mpg|avi|wmv|mpegps|flv))$/u;

/** The thinking budget that the relay makes of an effort. */
function thinkingBudgetOf(effort: string | null | undefined): number | undefined {
  const budgets: Readonly<Record<string, number>> = { low: 1280, medium: 2048, high: 4096 };
  return budgets[effort ?? ""];
}

function thinksAsClaude(body: ChatBody, reasoning: string): boolean {
  return reasoning === "always" || thinkingBudgetOf(body.reasoning_effort) !== undefined;
}

function thinksAsDeepSeek(body: ChatBody): boolean {
  return body.thinking?.type !== "disabled";
}

function hasTools({ tools }: ChatBody): boolean {
  return (tools ?? []).length > 0;
}

function isForced({ tool_choice: choice }: ChatBody): boolean {
  return choice === "required" || (typeof choice === "object" && choice !== null);
}

/** The index of the last answer that calls a tool, among the messages since the user's last one. */
function findCallIndex(messages: readonly ChatMessage[]): number | undefined {
  const start = messages.findLastIndex(({ role }) => role === "user");
  const index = messages.findLastIndex(
    (message) => message.role === "assistant" && (message.tool_calls ?? []).length > 0,
  );
  return index > start ? index : undefined;
}

/** The index of an answer that calls a tool and comes back without its reasoning. */
function findUnexplainedCall(messages: readonly ChatMessage[]): number | undefined {
  const index = messages.findIndex(
    (message) =>
      message.role === "assistant" &&
      (message.tool_calls ?? []).length > 0 &&
      (message.reasoning_content ?? "") === "",
  );
  return index < 0 ? undefined : index;
}

function isGiven<Value>(value: Value | null | undefined): value is Value {
  return value !== null && value !== undefined;
}
