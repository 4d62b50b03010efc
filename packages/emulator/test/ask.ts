import type { Answer } from "../src/engine/answer.ts";
import { answerConversation } from "../src/engine/answer-conversation.ts";
import { readAnswer } from "../src/engine/read-answer.ts";
import type { Conversation, JsonObject, ToolDefinition, Turn } from "../src/engine/conversation.ts";

/** Asks the engine one thing, for tests: everything that is not given is as usual. */
export function ask(
  text: string,
  more: Partial<Conversation> = {},
  before: readonly Turn[] = [],
): Answer & ReturnType<typeof readAnswer> {
  const answer = answerConversation(
    {
      modelId: "gpt-4o-mini",
      tools: [],
      toolChoice: { kind: "auto" },
      allowsParallelCalls: true,
      outputFormat: { kind: "text" },
      isReasoning: false,
      stopSequences: [],
      cacheMarks: [],
      searchesWeb: false,
      redactsThoughts: false,
      ...more,
      turns: more.turns ?? [...before, { role: "user", text, images: [] }],
    },
    createIdSource(),
  );
  return { ...answer, ...readAnswer(answer) };
}

/** The calls of an answer as `name(arguments)`. */
export function callsOf({ toolCalls }: ReturnType<typeof readAnswer>): string[] {
  return toolCalls.map((call) => `${call.name}(${call.arguments})`);
}

/** A tool with required parameters. */
export function tool(name: string, description: string, properties: JsonObject): ToolDefinition {
  const parameters = { type: "object", properties, required: Object.keys(properties) };
  return { name, description, parameters };
}

function createIdSource(): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `call_${count}`;
  };
}
