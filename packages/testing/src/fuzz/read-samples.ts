import type { Fixture, FixtureAPI } from "../fixture.ts";
import { fixtures } from "../fixtures/index.ts";
import { readRecordings, type Recording } from "../read-recordings.ts";

/** The bytes of an answer, to be cut and split. */
export interface Sample {
  name: string;
  api: FixtureAPI;
  /** Whether the request asked for a stream. */
  isStream: boolean;
  status: number;
  headers: Record<string, string>;
  bytes: Uint8Array<ArrayBuffer>;
}

/** Cutting longer bodies at every byte takes too long and finds nothing more. */
const MOST_CHARACTERS = 100_000;

/** How many events of a long recording are kept at its beginning and at its end. Those between are alike. */
const KEPT_EVENTS = 30;

/** Every fixture of an API, and every recording of it, if there are any. */
export function readSamples(api: FixtureAPI): Sample[] {
  return [
    ...fixtures
      .filter((fixture) => (fixture.api ?? "chat") === api)
      .filter(({ body }) => body.length < MOST_CHARACTERS)
      .map((fixture) => toSample(api, fixture)),
    ...readRecordings(api === "chat" ? "chat-completions" : api).map((recording) =>
      toSample(api, toFixture(recording)),
    ),
  ];
}

function toFixture({ name, isStream, body }: Recording): Omit<Fixture, "expected"> {
  return { name, oddity: "", source: "", stream: isStream, body: isStream ? shorten(body) : body };
}

function shorten(body: string): string {
  const events = body.split("\n\n");
  if (events.length <= 2 * KEPT_EVENTS) return body;
  return [...events.slice(0, KEPT_EVENTS), ...events.slice(-KEPT_EVENTS)].join("\n\n");
}

function toSample(
  api: FixtureAPI,
  { name, stream = true, status = 200, headers, body }: Omit<Fixture, "expected">,
): Sample {
  const contentType = stream ? "text/event-stream" : "application/json";
  return {
    name,
    api,
    isStream: stream,
    status,
    headers: headers ?? { "content-type": contentType },
    bytes: new TextEncoder().encode(body),
  };
}
