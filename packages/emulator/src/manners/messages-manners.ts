import { blocksOf } from "../apis/messages/convert-messages.ts";
import type { MessagesBody } from "../apis/messages/messages-body.ts";
import { isJsonObject, type JsonObject } from "../engine/conversation.ts";
import { adaptiveThinkingWanted, prefillRefused } from "./claude-words.ts";
import type { Manner } from "./manner.ts";
import { refuseOptions } from "./refused-options.ts";

const anthropic = "Anthropic's documentation";

/** What models do with Anthropic messages. */
export const messagesManners: readonly Manner<MessagesBody>[] = [
  {
    models: /^/u,
    serving: "converted",
    ignores: () => ["thinking", "output_config", "output_format", "tool_choice", "top_k"],
    reason: "The relay does not translate these fields for vendors that speak another format.",
    source: "new-api's source, afe16c64 of 2026-07-28",
  },
  {
    models: /^claude/u,
    refuses: ({ thinking }, { manners }) =>
      thinking?.type === "enabled" && manners.wantsAdaptiveThinking
        ? adaptiveThinkingWanted
        : undefined,
    reason: "From Opus 4.7 on Claude thinks adaptively only.",
    source: "seen on CometAPI by a third party (2026-08-10)",
  },
  {
    models: /^claude-(?:3|[a-z]+-4(?:-[015]|-2025))/u,
    refuses: ({ thinking }) =>
      thinking?.type === "adaptive"
        ? "adaptive thinking is not supported on this model"
        : undefined,
    reason: "Claude thinks adaptively from 4.6 on.",
    source: `${anthropic} of adaptive thinking`,
  },
  {
    models: /^claude-(?:3|(?:sonnet|haiku)-4-5|[a-z]+-4(?:-[01]|-2025))/u,
    refuses: ({ output_config: config }) =>
      (config?.effort ?? null) === null
        ? undefined
        : "This model does not support the effort parameter.",
    reason: "Efforts came with Opus 4.5.",
    source: `${anthropic} of effort`,
  },
  {
    models: /^claude-(?:3|[a-z]+-4-(?:0|2025))/u,
    refuses: (body, { row }) =>
      (body.output_config?.format ?? body.output_format ?? null) === null
        ? undefined
        : `'${row.id}' does not support output format.`,
    reason: "Structured output came with Opus 4.1.",
    source: `${anthropic} of structured outputs`,
  },
  {
    models: /^claude/u,
    refuses: (body, model) => refuseOptions(body, model, undefined),
    reason: "From Opus 4.7 on Claude takes no sampling parameters.",
    source: "core's table of traits, which names the sources",
  },
  {
    models: /^claude/u,
    refuses: ({ temperature, top_p: topP }, { traits }) =>
      !traits.acceptsTemperatureWithTopP && isGiven(temperature) && isGiven(topP)
        ? "`temperature` and `top_p` cannot both be specified for this model. Please use only one."
        : undefined,
    reason: "From Opus 4.1 on temperature excludes top_p.",
    source: "core's table of traits, which names the sources",
  },
  {
    models: /^claude/u,
    refuses: ({ thinking, temperature, top_k: topK, top_p: topP }) => {
      if ((thinking?.type ?? "disabled") === "disabled") return undefined;
      if (isGiven(temperature) && temperature !== 1) {
        return "`temperature` may only be set to 1 when thinking is enabled.";
      }
      if (isGiven(topK)) return "`top_k` must be unset when thinking is enabled.";
      return isGiven(topP) && topP < 0.95
        ? "`top_p` must be greater than or equal to 0.95 or unset when thinking is enabled."
        : undefined;
    },
    reason: "Claude's sampling is set while it thinks.",
    source: `${anthropic} of extended thinking`,
  },
  {
    models: /^claude/u,
    refuses: ({ thinking, tool_choice: choice }) =>
      (thinking?.type ?? "disabled") !== "disabled" &&
      (choice?.type === "any" || choice?.type === "tool")
        ? "Thinking may not be enabled when tool_choice forces tool use."
        : undefined,
    reason: "Claude cannot be forced to call a tool while it thinks.",
    source: `${anthropic} of extended thinking`,
  },
  {
    models: /^claude-(?:[a-z]+-4-[6-9]|[a-z]+-5)/u,
    refuses: ({ messages }) => {
      const last = messages.at(-1);
      if (last?.role !== "assistant") return undefined;
      // A paused turn is sent back unchanged, and the model continues it.
      const isPaused = blocksOf(last).some((block) => block.type === "server_tool_use");
      return isPaused ? undefined : prefillRefused;
    },
    reason: "From 4.6 on Claude does not go on with an answer that the caller began.",
    source: `${anthropic} of Claude 4.6`,
  },
  {
    models: /^claude/u,
    refuses: ({ tools, output_config: config, output_format: older }) => {
      const strict = (tools ?? []).findIndex(
        (tool) => tool.strict === true && !isClosed(tool.input_schema ?? {}),
      );
      if (strict >= 0) return `tools.${strict}.custom: ${openObject}`;
      const format = config?.format ?? older;
      if (!isGiven(format) || isClosed(format.schema)) return undefined;
      return `${isGiven(config?.format) ? "output_config.format" : "output_format"}.schema: ${openObject}`;
    },
    reason: "What Claude is to keep to strictly must be closed.",
    source: `${anthropic} of structured outputs`,
  },
  {
    models: /^claude/u,
    refuses: (body) => {
      const marks = listCacheMarks(body);
      if (marks.length > 4) {
        return `A maximum of 4 blocks with cache_control may be provided. Found ${marks.length}.`;
      }
      return marks.lastIndexOf("1h") > (marks.includes("5m") ? marks.indexOf("5m") : Infinity)
        ? "a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block. Note that blocks are processed in the following order: `tools`, `system`, `messages`."
        : undefined;
    },
    reason: "Claude takes four cache marks, those of an hour first.",
    source: `${anthropic} of prompt caching`,
  },
  {
    models: /^claude/u,
    refuses: ({ messages }) => {
      for (const [index, message] of messages.entries()) {
        const blocks = blocksOf(message);
        const isLastAnswer = index === messages.length - 1 && message.role === "assistant";
        const isEmpty = blocks.length === 0 || message.content === "";
        if (isEmpty && !isLastAnswer) {
          return `messages.${index}: all messages must have non-empty content except for the optional final assistant message`;
        }
        if (
          message.content !== "" &&
          blocks.some((block) => block.type === "text" && block.text === "")
        ) {
          return "messages: text content blocks must be non-empty";
        }
      }
      return undefined;
    },
    reason: "Claude takes no empty message and no empty text.",
    source: "Anthropic's answer, as integrations quote it (e.g. langchain-ai/langchain #18086)",
  },
];

const openObject = "For 'object' type, 'additionalProperties' must be explicitly set to false";

/** Whether every object in a schema says that it has no other properties. */
function isClosed(schema: unknown): boolean {
  if (Array.isArray(schema)) return schema.every((item) => isClosed(item));
  if (!isJsonObject(schema)) return true;
  const isOpen = schema["type"] === "object" && schema["additionalProperties"] !== false;
  return !isOpen && nodesOf(schema).every((node) => isClosed(node));
}

/** The schemas within a schema; a property may be called like a keyword. */
function nodesOf(schema: JsonObject): unknown[] {
  const { properties, items, anyOf, allOf, $defs, definitions } = schema;
  const named = [properties, $defs, definitions].flatMap((group) =>
    isJsonObject(group) ? Object.values(group) : [],
  );
  return [...named, items, anyOf, allOf];
}

/** The lifetimes of the cache marks, in the order in which Claude reads them. */
function listCacheMarks({ tools, system, messages, cache_control: whole }: MessagesBody): string[] {
  const blocks = [
    ...(tools ?? []),
    ...(typeof system === "string" ? [] : (system ?? [])),
    ...messages.flatMap((message) => blocksOf(message)),
    { cache_control: whole },
  ];
  return blocks.flatMap((block) => {
    const mark = "cache_control" in block ? block.cache_control : undefined;
    return isGiven(mark) ? [mark.ttl ?? "5m"] : [];
  });
}

function isGiven<Value>(value: Value | null | undefined): value is Value {
  return value !== null && value !== undefined;
}
