import type { KnownModel, KnownModelType } from "../src/models/known-model.ts";

/** The formatter's, so that it finds nothing to do. */
const LINE_WIDTH = 100;

/** The generated files by their name in `src/models`. */
export type ModelFiles = Readonly<
  Record<"known-models.ts" | "known-model-ids.ts" | "model-ids.ts", string>
>;

const ID_TYPES: readonly (readonly [
  name: string,
  type: KnownModelType,
  what: string,
  example: string,
])[] = [
  ["ChatModelId", "chat", "a chat model", "gpt-5-mini"],
  ["EmbeddingModelId", "embedding", "an embedding model", "text-embedding-3-small"],
  ["ImageModelId", "image", "an image model", "gpt-image-1.5"],
  ["SpeechModelId", "speech", "a model that speaks", "tts-1"],
  ["TranscriptionModelId", "transcription", "a model that understands speech", "whisper-1"],
  ["VideoModelId", "video", "a video model", "sora-2"],
];

/**
 * Writes the table of known models, the list of their ids and the types of them. The same models give the same bytes,
 * in whatever order they come.
 *
 * @param origin Where the models come from, as a sentence for the head of the files.
 */
export function generateModelFiles(models: readonly KnownModel[], origin: string): ModelFiles {
  const byId = new Map(models.map((model) => [model.id, model]));
  const sorted = [...byId.values()].toSorted(
    (a, b) => compare(a.type, b.type) || compare(a.id, b.id),
  );
  const head = `// Written by \`pnpm catalog:update\`; not to be edited by hand.\n// ${origin}\n`;
  return {
    "known-models.ts": `${head}${generateTable(sorted)}`,
    "known-model-ids.ts": `${head}${generateIds(sorted)}`,
    "model-ids.ts": `${head}${generateTypes(sorted)}`,
  };
}

function generateTable(models: readonly KnownModel[]): string {
  const rows = models.map((model) => `  ${toSource(model, "  ")},\n`).join("");
  return `import type { KnownModel } from "./known-model.ts";

/**
 * Models that this package knows without asking, for pickers and prices when the service cannot be
 * reached. Sorted by type and id. Being listed does not make a model callable, and any other id may be.
 */
export const KNOWN_MODELS: readonly KnownModel[] = [
${rows}];
`;
}

function generateIds(models: readonly KnownModel[]): string {
  const rows = models.map(({ id }) => `  ${JSON.stringify(id)},\n`).join("");
  return `
/** The ids of \`KNOWN_MODELS\`, for what needs no more of them: the table is long, and a bundle shall not hold it. */
export const KNOWN_MODEL_IDS: readonly string[] = [
${rows}];
`;
}

function generateTypes(models: readonly KnownModel[]): string {
  return ID_TYPES.map(([name, type, what, example]) => {
    const ids = models.filter((model) => model.type === type).map(({ id }) => JSON.stringify(id));
    const members = ids.length === 0 ? ["string & {}"] : [...ids, "(string & {})"];
    const line = `export type ${name} = ${members.join(" | ")};`;
    const lines = `export type ${name} =\n${members.map((member) => `  | ${member}`).join("\n")};`;
    const comment = `/** Id of ${what}, e.g. \`${example}\`. Any other text is accepted too. */`;
    return `\n${comment}\n${line.length <= LINE_WIDTH ? line : lines}\n`;
  }).join("");
}

/** A value as source text, an object with a property on each line, as the formatter leaves it. */
function toSource(value: unknown, indent: string): string {
  if (typeof value === "number") return withSeparators(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  const lines = members.map(([name, member]) => {
    const source = toSource(member, inner);
    const line = `${inner}${name}: ${source},`;
    const isTooLong = typeof member === "string" && line.length > LINE_WIDTH;
    return isTooLong ? `${inner}${name}:\n${inner}  ${source},` : line;
  });
  return `{\n${lines.join("\n")}\n${indent}}`;
}

function withSeparators(value: number): string {
  const text = String(value);
  return /^\d{5,}$/.test(text) ? text.replaceAll(/\B(?=(?:\d{3})+$)/g, "_") : text;
}

/** By code units, so that no locale decides. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
