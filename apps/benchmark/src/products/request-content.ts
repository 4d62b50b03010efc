import type { TextAPI } from "../text-api.ts";

/** The key every product sends. The server asks for none. */
export const apiKey = "sk-benchmark";

/** The model every product asks for, one that each of them knows and treats as plain. */
export const model = "gpt-4o-mini";

/** The model that is asked for in each format. */
export const models: Readonly<Record<TextAPI, string>> = {
  chat: model,
  responses: model,
  messages: "claude-sonnet-4-5",
  gemini: "gemini-2.5-flash",
};

/** The model for embeddings. */
export const embeddingModel = "text-embedding-3-small";

/** The question of every request. */
export const prompt = "When does the last ferry back to the mainland leave on Sundays?";

/** The tool that streamed arguments are for. */
export const reportTool = {
  name: "write_report",
  description: "Writes a report.",
  parameters: {
    type: "object" as const,
    properties: { report: { type: "string" as const } },
    required: ["report"],
  },
};

/** What is embedded: 512 short texts. */
export const texts: readonly string[] = Array.from(
  { length: 512 },
  (_, index) => `Ferry number ${index} leaves the harbour at ${index % 24} o'clock.`,
);
