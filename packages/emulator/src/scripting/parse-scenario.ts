import { z } from "zod";
import { parseFaults } from "../faults/parse-faults.ts";
import { checkReply } from "./check-reply.ts";
import type { Reply } from "./reply.ts";
import type { RequestMatch } from "./scripted-request.ts";

const toolCall = z.strictObject({ name: z.string(), arguments: z.record(z.string(), z.unknown()) });
const page = z.strictObject({ url: z.string(), title: z.string(), text: z.string() });
const citation = z.strictObject({
  url: z.string(),
  title: z.string(),
  quote: z.string().exactOptional(),
});

const part = z.union([
  z.strictObject({ reasoning: z.string(), isRedacted: z.boolean().exactOptional() }),
  z.strictObject({ text: z.string(), citations: z.array(citation).exactOptional() }),
  z.strictObject({ toolCall }),
  z.strictObject({
    search: z.strictObject({ query: z.string(), results: z.array(page) }),
  }),
  z.strictObject({ refusal: z.string() }),
]);

const reply = z.union([
  z.string(),
  z.strictObject({ fault: z.string() }),
  z.strictObject({
    text: z.string().optional(),
    reasoning: z.string().optional(),
    toolCalls: z.array(toolCall).optional(),
    refusal: z.string().optional(),
    parts: z.array(part).optional(),
    finish: z.enum(["stop", "length", "tool-calls", "content-filter", "pause"]).optional(),
    pieces: z.array(z.string()).optional(),
    delayMs: z.number().min(0).optional(),
  }),
]);

const scenario = z.array(
  z.strictObject({
    on: z
      .strictObject({
        api: z
          .enum([
            "chat",
            "responses",
            "messages",
            "gemini",
            "embeddings",
            "images",
            "speech",
            "transcriptions",
            "videos",
          ])
          .optional(),
        model: z.string().optional(),
        text: z.string().optional(),
        tool: z.string().optional(),
      })
      .optional(),
    reply: z.array(reply).min(1),
  }),
);

/** One script of a scenario file. */
export interface ScenarioStep {
  match: RequestMatch;
  replies: Reply[];
}

/** Reads the scripts of a scenario file, a JSON array of `{ on, reply }`. Throws a `TypeError` that says what is wrong. */
export function parseScenario(text: string): ScenarioStep[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new TypeError(
      `the scenario is not JSON: ${error instanceof Error ? error.message : ""}`,
      {
        cause: error,
      },
    );
  }
  const result = scenario.safeParse(parsed);
  if (!result.success) {
    const [issue] = result.error.issues;
    const place =
      issue === undefined || issue.path.length === 0 ? "" : ` at ${issue.path.join(".")}`;
    throw new TypeError(`the scenario is wrong${place}: ${issue?.message}`);
  }
  return result.data.map((step) => {
    const match = withoutUndefined(step.on ?? {});
    const replies = step.reply.map((entry) => readReply(entry));
    for (const entry of replies) checkReply(match, entry);
    return { match, replies };
  });
}

function readReply(entry: z.infer<typeof reply>): Reply {
  if (typeof entry === "string") return entry;
  if ("fault" in entry) {
    return { kind: "fault", faults: parseFaults(entry.fault), label: entry.fault };
  }
  return withoutUndefined(entry);
}

type Defined<Fields> = { [Key in keyof Fields]: Exclude<Fields[Key], undefined> };

/** The object without properties that are undefined. */
function withoutUndefined<Fields extends object>(fields: Fields): Defined<Fields>;
function withoutUndefined(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
