// Writes `models.md` from core's table of known models and its model traits.
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { KNOWN_MODELS, type KnownModel, type ModelPrice, resolveModelTraits } from "@cometapi/core";
import { docsFolder } from "./read-pages.ts";

const kinds = {
  embedding: "Embeddings",
  image: "Images",
  speech: "Speech",
  transcription: "Transcription",
  video: "Video",
  other: "Others",
} as const;

/** Writes the page. */
export async function generateModelsPage(): Promise<void> {
  await writeFile(path.join(docsFolder, "models.md"), createModelsPage(KNOWN_MODELS));
}

/** The page about models: what each takes, which API `auto` chooses for it, and what it costs. */
export function createModelsPage(models: readonly KnownModel[]): string {
  const chats = models.filter(({ type }) => type === "chat");
  const vendors = Map.groupBy(chats, ({ provider = "Others" }) => provider);
  return [
    head,
    ...[...vendors].toSorted(byCount).map(([vendor, rows]) => section(vendor, rows, chatTable)),
    ...Object.entries(kinds).map(([kind, title]) => {
      const rows = models.filter(({ type }) => type === kind);
      return rows.length === 0 ? "" : section(title, rows, mediaTable);
    }),
  ].join("\n");
}

const head = `---
aside: false
pageClass: models
---

# Models

\`\`\`ts
import { CometAPIClient } from "@cometapi/core";

// Today's list with today's prices; needs no key.
const { models } = await new CometAPIClient().fetchCatalogue();
console.table(models, ["id", "type", "contextWindow"]);
\`\`\`

CometAPI serves more than 500 models, and any id works: this page lists those that the packages know without asking. It is
generated from that table. Ids and prices were read from what others published about CometAPI, and were not checked
against the service; the [model directory](https://www.cometapi.com/model/) has today's.

**API** is the one that \`auto\` takes: see [the four APIs](./guides/four-apis.md). **Reads** is what a question may hold
besides text. **Price** is in USD for a million tokens, input and output, as CometAPI charges it; an empty cell means
that nobody has told us.
`;

type Table = (models: readonly KnownModel[]) => string[][];

function section(title: string, models: readonly KnownModel[], table: Table): string {
  const [columns = [], ...rows] = table(models);
  const lines = [columns, columns.map(() => "---"), ...rows];
  return `## ${title}\n\n${lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n")}\n`;
}

function chatTable(models: readonly KnownModel[]): string[][] {
  const rows = models.map(({ id, contextWindow, maxOutputTokens, price }) => {
    const traits = resolveModelTraits(id);
    const reads = traits.inputModalities?.filter((modality) => modality !== "text").join(", ");
    return [
      `\`${id}\``,
      traits.api,
      reads ?? "",
      traits.isReasoning === true ? "yes" : "",
      formatTokens(contextWindow),
      formatTokens(maxOutputTokens),
      formatPrice(price),
    ];
  });
  return [["Model", "API", "Reads", "Reasons", "Context", "Output", "Price"], ...rows];
}

function mediaTable(models: readonly KnownModel[]): string[][] {
  const rows = models.map(({ id, provider = "", price }) => [
    `\`${id}\``,
    provider,
    formatPrice(price),
  ]);
  return [["Model", "Vendor", "Price"], ...rows];
}

function formatTokens(tokens: number | undefined): string {
  return tokens === undefined ? "" : tokens.toLocaleString("en");
}

function formatPrice(price: ModelPrice | undefined): string {
  if (price?.ratio === undefined) return "";
  const { ratio, inputUSDPerMillionTokens, outputUSDPerMillionTokens } = price;
  const parts = [inputUSDPerMillionTokens, outputUSDPerMillionTokens].filter(
    (part) => part !== undefined,
  );
  return parts.map((part) => Number((part * ratio).toPrecision(3))).join(" / ");
}

function byCount([, left]: [string, unknown[]], [, right]: [string, unknown[]]): number {
  return right.length - left.length;
}
