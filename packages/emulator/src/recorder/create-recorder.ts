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

/** An answer of the service whose headers have come. */
interface Arrival {
  incoming: IncomingMessage;
  /** When the headers came, in milliseconds since the request. */
  headersAtMs: number;
  arrival: BodyArrival;
}

/**
 * Passes every request on to a service and records the exchange. Throws a `TypeError` when the target is not the root
 * address of a service, or when the folder already holds recordings that new ones would be mixed with.
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

  /** Writes an exchange when it has ended. A failure becomes a warning, because the caller already has the answer. */
  async function keep(
    file: string,
    { request, mask }: MaskedRequest,
    { incoming, headersAtMs, arrival }: Arrival,
  ): Promise<void> {
    const end = await arrival.ended;
    try {
      const response = keepResponse({ incoming, headersAtMs, chunks: arrival.chunks, end }, mask);
      const recordedAt = new Date().toISOString();
      const recording: Recording = { version: 1, recordedAt, request, response };
      book.addPlayed(file, recording);
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
    const kept = keep(file, masked, { incoming, headersAtMs, arrival });
    writing.add(kept);
    void kept.finally(() => writing.delete(kept));
    return sendChunks(relayed, incoming.statusCode ?? 502, toHeaders(incoming), arrival);
  }

  return {
    answer: async (relayed) => {
      const masked = await keepRequest(relayed.request, relayed.body, rules);
      const known = missingOnly ? book.take(masked.request) : undefined;
      if (known === undefined) return record(relayed, masked);
      return playRecording(relayed, known, { keepsPace: false });
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
