import type { IncomingMessage } from "node:http";
import { askTarget, connectionHeaders } from "./ask-target.ts";
import { BodyArrival } from "./body-arrival.ts";
import { createMask } from "./create-mask.ts";
import { keepRequest, type MaskedRequest } from "./keep-request.ts";
import { keepResponse } from "./keep-response.ts";
import { playRecording } from "./play-recording.ts";
import type { Recording } from "./recording.ts";
import { RecordingBook } from "./recording-book.ts";
import {
  createFileName,
  readRecordingFolder,
  toFolderPath,
  writeRecording,
} from "./recording-folder.ts";
import type { RecordSettings, Relay, RelayedRequest } from "./relay.ts";
import { resolveTarget } from "./resolve-target.ts";
import { sendChunks } from "./send-chunks.ts";

/**
 * Passes every request on to a service and keeps what came of it. Throws a `TypeError` when the target is no address of
 * a root, or when the folder holds recordings that would be mixed with new ones.
 */
export async function createRecorder(settings: RecordSettings): Promise<Relay> {
  const { missingOnly = false, mask: rules = [] } = settings;
  const target = resolveTarget(settings.target);
  createMask([], rules);
  const folder = toFolderPath(settings.folder);
  const files = await readRecordingFolder(folder);
  if (files.length > 0 && !missingOnly) {
    throw new TypeError(
      `${folder} holds ${files.length} recordings already; name an empty folder, or record what is missing with missingOnly: true (--record-missing).`,
    );
  }
  const book = new RecordingBook();
  for (const { file, recording } of files) book.add(file, recording);
  let place = files.reduce((last, { file }) => Math.max(last, parseInt(file, 10)), 0);
  const writing = new Set<Promise<void>>();

  /** Keeps an exchange once it has ended. What cannot be kept becomes a warning: the caller has had its answer. */
  async function keep(
    file: string,
    masked: MaskedRequest,
    incoming: IncomingMessage,
    arrival: BodyArrival,
    headersAtMs: number,
  ): Promise<void> {
    const end = await arrival.ended;
    try {
      const { request, mask } = masked;
      const response = keepResponse({ incoming, headersAtMs, chunks: arrival.chunks, end }, mask);
      const recordedAt = new Date().toISOString();
      const recording: Recording = { version: 1, recordedAt, request, response };
      book.add(file, recording, true);
      await writeRecording(folder, file, recording);
    } catch (error) {
      process.emitWarning(`${file} was not recorded: ${String(error)}`, "EmulatorWarning");
    }
  }

  async function record(relayed: RelayedRequest, masked: MaskedRequest): Promise<Response> {
    place += 1;
    const file = createFileName(place, masked.request);
    const startedMs = performance.now();
    const incoming = await askTarget(target, relayed.request, relayed.body);
    const arrival = new BodyArrival(incoming, startedMs, relayed.request.signal);
    const headersAtMs = Math.round(performance.now() - startedMs);
    const kept = keep(file, masked, incoming, arrival, headersAtMs);
    writing.add(kept);
    void kept.finally(() => writing.delete(kept));
    return sendChunks(relayed, incoming.statusCode ?? 502, toHeaders(incoming), arrival);
  }

  return {
    answer: async (relayed) => {
      const masked = await keepRequest(relayed.request, relayed.body, rules);
      const known = missingOnly ? book.take(masked.request) : undefined;
      return known === undefined ? record(relayed, masked) : playRecording(relayed, known, false);
    },
    describe: () => ({ folder, recordings: book.size, unplayed: book.unplayed, misses: [] }),
    rewind: () => book.rewind(),
    close: async () => {
      await Promise.all(writing);
    },
  };
}

function toHeaders(incoming: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(incoming.headersDistinct)) {
    if (connectionHeaders.has(name)) continue;
    for (const value of values) headers.append(name, value);
  }
  return headers;
}
