import { APIError } from "../http/api-error.ts";
import { keepRequest } from "./keep-request.ts";
import { playRecording } from "./play-recording.ts";
import { RecordingBook } from "./recording-book.ts";
import { readRecordingFolder, toFolderPath } from "./recording-folder.ts";
import type { Relay, ReplaySettings } from "./relay.ts";

/**
 * Answers from the recordings of a folder. Throws a `TypeError` when it holds none, and one that names the file when
 * one of them is damaged.
 */
export async function createReplay(settings: ReplaySettings): Promise<Relay> {
  const { keepsPace = false, repeats = false } = settings;
  const folder = toFolderPath(settings.folder);
  const files = await readRecordingFolder(folder);
  if (files.length === 0) {
    throw new TypeError(`${folder} holds no recordings; make some with record (--record).`);
  }
  const book = new RecordingBook();
  for (const { file, recording } of files) book.add(file, recording);
  const misses: string[] = [];
  return {
    answer: async (relayed) => {
      const { request } = await keepRequest(relayed.request, relayed.body);
      const recording = book.take(request, repeats);
      if (recording !== undefined) return playRecording(relayed, recording, { keepsPace });
      const reason = book.explain(request);
      misses.push(reason);
      throw toMissError(reason);
    },
    describe: () => ({
      folder,
      recordings: book.size,
      unplayed: book.unplayed,
      misses: [...misses],
    }),
    rewind: () => {
      book.rewind();
      misses.length = 0;
    },
    close: async () => {},
  };
}

/** 400 for a request that nothing was recorded for; a repetition can only fail again. */
function toMissError(reason: string): APIError {
  return new APIError(reason, {
    status: 400,
    type: "emulator_error",
    code: "no_recording",
    headers: { "x-should-retry": "false" },
  });
}
