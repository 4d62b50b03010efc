// `pnpm catalog:update` writes src/models/known-models.ts, known-model-ids.ts and model-ids.ts anew: from CometAPI's live
// catalogue, from another one with --base-url <address> (an emulator's, for instance), or from the facts
// in sourced-models.ts with --sourced. With --check nothing is written: a difference is an error.
import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { CometAPIClient } from "../src/client.ts";
import type { KnownModel } from "../src/models/known-model.ts";
import { convertCatalogue } from "./convert-catalogue.ts";
import { generateModelFiles } from "./generate-model-files.ts";
import { createSourcedModels } from "./sourced-models.ts";

const SOURCED =
  "From facts that others published about CometAPI, read 2026-11; not checked against the service.";

try {
  await updateCatalogue();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

async function updateCatalogue(): Promise<void> {
  const { values } = parseArgs({
    options: {
      "base-url": { type: "string" },
      sourced: { type: "boolean", default: false },
      check: { type: "boolean", default: false },
    },
  });
  const { models, origin } = values.sourced
    ? { models: createSourcedModels(), origin: SOURCED }
    : await readCatalogue(values["base-url"]);
  for (const [name, content] of Object.entries(generateModelFiles(models, origin))) {
    const url = new URL(`../src/models/${name}`, import.meta.url);
    const isCurrent = (await readFile(url, "utf8").catch(() => "")) === content;
    if (!isCurrent && values.check) process.exitCode = 1;
    if (!isCurrent && !values.check) await writeFile(url, content);
    const finding = isCurrent ? "unchanged" : values.check ? "differs" : "written";
    process.stdout.write(`${name}: ${finding}, ${models.length} models\n`);
  }
}

async function readCatalogue(
  baseURL: string | undefined,
): Promise<{ models: KnownModel[]; origin: string }> {
  const client = new CometAPIClient({ baseURL });
  const catalogue = await client.fetchCatalogue();
  if (!catalogue.isComplete) {
    throw new Error(
      `The catalogue gave ${catalogue.models.length} of ${catalogue.total} models; nothing is written.`,
    );
  }
  const address = `${client.baseURL}/api/models`;
  const source = "CometAPI catalogue";
  return { models: convertCatalogue(catalogue.models, source), origin: `From ${address}.` };
}
