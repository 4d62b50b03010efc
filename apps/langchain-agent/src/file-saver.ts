import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { MemorySaver } from "@langchain/langgraph";
import { UsageError } from "@cometapi/terminal";
import { z } from "zod";

const bytes = z.base64().transform((text) => new Uint8Array(Buffer.from(text, "base64")));
// The first checkpoint has no parent, which JSON stores as null.
const parentId = z
  .string()
  .nullable()
  .transform((id) => id ?? undefined);
const savedThreads = z.object({
  storage: z.record(
    z.string(),
    z.record(z.string(), z.record(z.string(), z.tuple([bytes, bytes, parentId]))),
  ),
  writes: z.record(z.string(), z.record(z.string(), z.tuple([z.string(), z.string(), bytes]))),
});

/**
 * Keeps LangGraph's checkpoints in a JSON file, so that a conversation can continue in another process. It
 * writes the file after every step, which is fine for one person in a terminal. For a server use LangGraph's
 * own savers for PostgreSQL, Redis or SQLite.
 */
export class FileSaver extends MemorySaver {
  readonly #file: string;
  #lastWrite: Promise<void> = Promise.resolve();

  private constructor(file: string) {
    super();
    this.#file = file;
  }

  /** @throws `UsageError` if the file exists and holds no checkpoints. */
  static async open(file: string): Promise<FileSaver> {
    const saver = new FileSaver(file);
    const text = await readIfThere(file);
    if (text !== undefined) Object.assign(saver, parseThreads(text, file));
    return saver;
  }

  override async put(...parameters: Parameters<MemorySaver["put"]>) {
    const config = await super.put(...parameters);
    await this.#save();
    return config;
  }

  override async putWrites(...parameters: Parameters<MemorySaver["putWrites"]>): Promise<void> {
    await super.putWrites(...parameters);
    await this.#save();
  }

  #save(): Promise<void> {
    this.#lastWrite = this.#write(this.#lastWrite);
    return this.#lastWrite;
  }

  /**
   * Writes one after the other, each into a new file that then replaces the old one. So a program that is ended
   * in the middle leaves a complete file.
   */
  async #write(lastWrite: Promise<void>): Promise<void> {
    await lastWrite;
    await mkdir(path.dirname(this.#file), { recursive: true });
    const json = JSON.stringify({ storage: this.storage, writes: this.writes }, writeBytes);
    await writeFile(`${this.#file}.new`, json, { mode: 0o600 });
    await rename(`${this.#file}.new`, this.#file);
  }
}

function parseThreads(text: string, file: string): z.infer<typeof savedThreads> {
  try {
    return savedThreads.parse(JSON.parse(text));
  } catch {
    throw new UsageError(
      `${file} holds no conversation that can be read. Move it away, or choose another --conversation.`,
    );
  }
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

function writeBytes(_name: string, value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value;
}
