import type { Fixture, FixtureAPI } from "@cometapi/testing";
import { readChunk } from "../src/recorder/parse-recording.ts";
import type { Recording } from "../src/recorder/recording.ts";

const apiPaths: readonly (readonly [FixtureAPI, RegExp])[] = [
  ["chat", /\/chat\/completions$/u],
  ["responses", /\/responses$/u],
  ["messages", /\/messages$/u],
  ["gemini", /:(?:streamGenerateContent|generateContent)$/u],
];

/**
 * Converts a recording into a fixture of `packages/testing`. Its oddity and the expected answer have to be
 * filled in by hand. Throws a `TypeError` for an exchange that cannot be a fixture: of another API, with bytes
 * that are not text, or with an answer that the caller did not read to its end.
 */
export function toFixture(name: string, { request, response, recordedAt }: Recording): Fixture {
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/u.test(name)) {
    throw new TypeError(`a fixture's name must be in kebab-case, not "${name}".`);
  }
  const api = apiPaths.find(([, path]) => path.test(request.path))?.[0];
  if (api === undefined) throw new TypeError(`${request.path} is not the path of a text API.`);
  if (response.end === "left") throw new TypeError("the caller left before the answer had ended.");
  const bytes = Buffer.concat(response.chunks.map(readChunk));
  const body = bytes.toString("utf8");
  if (!Buffer.from(body, "utf8").equals(bytes)) throw new TypeError("the body is not text.");
  const type = response.headers["content-type"] ?? "";
  const stream = wantsStream(request);
  const usualType = stream ? "text/event-stream" : "application/json";
  return {
    name,
    oddity: "Say here what is odd",
    source: `recorded on ${recordedAt.slice(0, 10)}`,
    ...(api === "chat" ? {} : { api }),
    ...(stream ? {} : { stream }),
    ...(response.status === 200 ? {} : { status: response.status }),
    ...(type.startsWith(usualType) ? {} : { headers: { "content-type": type } }),
    body,
    ...(response.end === "cut" ? { isCut: true } : {}),
    expected: {},
  };
}

/** The source of a fixture for a list of fixtures, with its body line by line. */
export function formatFixture(fixture: Fixture): string {
  const lines = fixture.body.split("\n").map((line) => `    ${JSON.stringify(line)},`);
  const fields = Object.entries(fixture).map(([field, value]: [string, unknown]) =>
    field === "body"
      ? `  body: [\n${lines.join("\n")}\n  ].join("\\n"),`
      : `  ${field}: ${JSON.stringify(value)},`,
  );
  return `{\n${fields.join("\n")}\n}`;
}

/** Whether a stream was asked for: by the body, or by Gemini's path. */
function wantsStream({ path, body }: Recording["request"]): boolean {
  if (path.endsWith(":streamGenerateContent")) return true;
  if (body === undefined || !("json" in body)) return false;
  const { json } = body;
  return typeof json === "object" && json !== null && "stream" in json && json.stream === true;
}
