import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { UsageError } from "@cometapi/terminal";
import {
  type BaseEmbedding,
  IndexDict,
  IngestionPipeline,
  MetadataMode,
  SentenceSplitter,
  SimpleDocumentStore,
  SimpleVectorStore,
  storageContextFromDefaults,
  TextNode,
  VectorStoreIndex,
} from "llamaindex";
import { z } from "zod";
import { readableExtensions, readDocument } from "./read-document.ts";

const storedIndex = z.object({
  /** The model of the vectors. Vectors of different models cannot be compared. */
  embeddingModel: z.string(),
  files: z.record(
    z.string(),
    z.object({
      hash: z.string(),
      passages: z.array(
        z.object({ text: z.string(), source: z.string(), embedding: z.array(z.number()) }),
      ),
    }),
  ),
});

export type StoredIndex = z.infer<typeof storedIndex>;

/** What an update of the index did with a file. */
export type FileChange =
  | { path: string; change: "new" | "changed" | "same" | "gone" }
  | { path: string; change: "unreadable"; reason: string };

/** Reads the stored index of a folder. It is empty if there is none yet, or if another model made it. */
export async function loadIndex(file: string, embeddingModel: string): Promise<StoredIndex> {
  const empty: StoredIndex = { embeddingModel, files: {} };
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) return empty;
  const stored = storedIndex.safeParse(parseJSON(text));
  if (!stored.success) {
    throw new UsageError(
      `${file} is not an index. Remove it, or choose another file with --index.`,
    );
  }
  return stored.data.embeddingModel === embeddingModel ? stored.data : empty;
}

/**
 * Reads and embeds files that are new or have changed, and removes those that are gone. The index is written
 * after each file, so that an update that was stopped continues from there.
 */
export async function* updateIndex(
  index: StoredIndex,
  folder: string,
  file: string,
  embedModel: BaseEmbedding,
): AsyncGenerator<FileChange> {
  const paths = await listFiles(folder);
  for (const gone of Object.keys(index.files).filter((known) => !paths.includes(known))) {
    delete index.files[gone];
    yield { path: gone, change: "gone" };
  }
  for (const name of paths) {
    const bytes = new Uint8Array(await readFile(path.join(folder, name)));
    const hash = createHash("sha256").update(bytes).digest("hex");
    const known = index.files[name];
    if (known?.hash === hash) {
      yield { path: name, change: "same" };
      continue;
    }
    delete index.files[name];
    let documents;
    try {
      documents = await readDocument(name, bytes);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      yield { path: name, change: "unreadable", reason };
      continue;
    }
    if (documents.length === 0) {
      yield { path: name, change: "unreadable", reason: "There is no text in it" };
      continue;
    }
    const splitter = new SentenceSplitter({ chunkSize: 400, chunkOverlap: 40 });
    const pipeline = new IngestionPipeline({ transformations: [splitter, embedModel] });
    const nodes = await pipeline.run({ documents });
    const passages = nodes.map((node) => ({
      text: node.getContent(MetadataMode.NONE),
      source: String(node.metadata["source"]),
      embedding: node.getEmbedding(),
    }));
    index.files[name] = { hash, passages };
    await writeIndex(file, index);
    yield { path: name, change: known === undefined ? "new" : "changed" };
  }
  await writeIndex(file, index);
}

/** Converts the stored index into LlamaIndex's own, without embedding anything again. */
export async function toVectorIndex({ files }: StoredIndex): Promise<VectorStoreIndex> {
  const nodes = Object.values(files).flatMap(({ passages }) =>
    passages.map(
      ({ text, source, embedding }) => new TextNode({ text, embedding, metadata: { source } }),
    ),
  );
  const docStore = new SimpleDocumentStore();
  await docStore.addDocuments(nodes, true);
  const vectorStore = new SimpleVectorStore();
  await vectorStore.add(nodes);
  const indexStruct = new IndexDict();
  for (const node of nodes) indexStruct.addNode(node);
  const storageContext = await storageContextFromDefaults({ docStore, vectorStore });
  return VectorStoreIndex.init({ storageContext, indexStruct });
}

async function listFiles(folder: string): Promise<string[]> {
  const status = await stat(folder).catch(() => undefined);
  if (status === undefined) {
    throw new UsageError(`There is no folder ${folder}. Give --folder a path that exists.`);
  }
  if (!status.isDirectory()) {
    throw new UsageError(`${folder} is a file. Give --folder the folder that it is in.`);
  }
  const names = await Array.fromAsync(walk(folder, ""));
  if (names.length === 0) {
    throw new UsageError(
      `There is no file in ${folder} that ends in ${readableExtensions.join(", ")}.`,
    );
  }
  return names.toSorted((a, b) => a.localeCompare(b));
}

/** Symbolic links are not followed, because they may lead out of the folder. */
async function* walk(root: string, folder: string): AsyncGenerator<string> {
  for (const entry of await readdir(path.join(root, folder), { withFileTypes: true })) {
    if (entry.name.startsWith(".") || entry.name === "node_modules") continue;
    const name = path.posix.join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(root, name);
    const extension = path.extname(entry.name).toLowerCase();
    if (entry.isFile() && readableExtensions.includes(extension)) yield name;
  }
}

/**
 * Writes into a new file that then replaces the old one, so that a program that is ended leaves a complete
 * index.
 */
async function writeIndex(file: string, index: StoredIndex): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(`${file}.new`, JSON.stringify(index), { mode: 0o600 });
  await rename(`${file}.new`, file);
}

function parseJSON(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
