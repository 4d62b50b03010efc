import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseRecording } from "./parse-recording.ts";
import type { KeptRequest, Recording } from "./recording.ts";

/** A recording and the name of its file. */
export interface RecordingFile {
  file: string;
  recording: Recording;
}

/** A folder as users name it, as a path. */
export function toFolderPath(folder: string | URL): string {
  return folder instanceof URL ? fileURLToPath(folder) : path.resolve(folder);
}

/**
 * The recordings of a folder in the order of their names, which is the order of their requests. None when there is no
 * such folder. Throws a `TypeError` that names the file for one that is no recording.
 */
export async function readRecordingFolder(folder: string): Promise<RecordingFile[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  });
  const files = names.filter((name) => /^\d+-.*\.json$/u.test(name));
  const inOrder = files.toSorted((one, other) => parseInt(one, 10) - parseInt(other, 10));
  return Promise.all(
    inOrder.map(async (file) => {
      const text = await readFile(path.join(folder, file), "utf8");
      return { file, recording: parseRecording(text, path.join(folder, file)) };
    }),
  );
}

/** The name of a recording's file: its place in the order, and what was asked. */
export function createFileName(place: number, { method, path: address }: KeptRequest): string {
  const words = `${method}-${address}`.toLowerCase().replaceAll(/[^a-z0-9.]+/gu, "-");
  return `${String(place).padStart(3, "0")}-${words.slice(0, 80).replace(/[-.]+$/u, "")}.json`;
}

/** Writes a recording; its file is there in full or not at all. */
export async function writeRecording(
  folder: string,
  file: string,
  recording: Recording,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const unfinished = path.join(folder, `.${file}.unfinished`);
  await writeFile(unfinished, `${JSON.stringify(recording, undefined, 2)}\n`);
  await rename(unfinished, path.join(folder, file));
}
