import type { EndpointType, ModelRow, Provider } from "./model-row.ts";
import { modelRows } from "./rows.ts";

const rowsById = new Map([
  ...modelRows.flatMap((row) => (row.snapshot === undefined ? [] : [[row.snapshot, row] as const])),
  ...modelRows.map((row) => [row.id, row] as const),
]);

/** The row of a model id or dated snapshot, undefined for an id the catalogue does not hold. */
export function findModel(id: string): ModelRow | undefined {
  return rowsById.get(id);
}

/** A row for an id the catalogue does not hold, for emulators that accept any model: its vendor and type by its name. */
export function createUnlistedModel(id: string): ModelRow {
  const provider = vendorNames.find(([name]) => name.test(id))?.[1] ?? "CometAPI";
  if (/embed/iu.test(id)) return { id, provider, type: "embedding" };
  if (/image|flux|seedream|dall-e/iu.test(id)) return { id, provider, type: "image" };
  if (/tts|whisper|transcribe|audio/iu.test(id)) return { id, provider, type: "audio" };
  if (/video|veo|sora/iu.test(id)) return { id, provider, type: "video" };
  return { id, provider, type: "text" };
}

const vendorNames: readonly (readonly [RegExp, Provider])[] = [
  [/^(?:gpt|o\d|chatgpt)/iu, "OpenAI"],
  [/^claude/iu, "Anthropic"],
  [/^gemini/iu, "Google"],
  [/^grok/iu, "xAI"],
  [/^deepseek/iu, "DeepSeek"],
  [/^qwen/iu, "Alibaba"],
  [/^kimi/iu, "Moonshot"],
  [/^glm/iu, "Zhipu"],
  [/^minimax/iu, "MiniMax"],
  [/^doubao/iu, "ByteDance"],
];

/** The wire formats that serve a model: its own list, or what its type and provider usually have. */
export function endpointsOf(row: ModelRow): readonly EndpointType[] {
  if (row.endpoints !== undefined) return row.endpoints;
  switch (row.type) {
    case "embedding": {
      return ["embeddings"];
    }
    case "image": {
      return row.provider === "Google" ? ["gemini"] : ["image-generation"];
    }
    case "audio": {
      return ["audio"];
    }
    case "video": {
      return ["openai-video"];
    }
    case "text": {
      if (row.provider === "Anthropic") return ["anthropic", "openai"];
      if (row.provider === "Google") return ["gemini", "openai"];
      return row.provider === "OpenAI" ? ["openai", "openai-response"] : ["openai"];
    }
  }
}

/** What an answer calls its model: the dated snapshot, marked as emulated. */
export function nameServedModel(row: ModelRow): string {
  return `${row.snapshot ?? row.id}${emulatorMark}`;
}

/** The end of each model name in an answer: it shows that no real model answered. */
export const emulatorMark = ":emulator";

/** Whether the service's documentation names the model, but its API refuses it. */
export function isUnpriced(id: string): boolean {
  return unpricedIds.has(id);
}

const unpricedIds = new Set(["claude-haiku-4-5"]);
