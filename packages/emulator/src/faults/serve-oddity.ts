import type { TextAPIName } from "../catalogue/resolve-serving.ts";
import { APIError } from "../http/api-error.ts";
import type { EmulatorContext } from "../http/exchange.ts";
import { sleep } from "../http/sleep.ts";

/**
 * Answers with the recorded bytes of an oddity. Throws 400 for one that the format of the request does not have, with
 * the names of those it has.
 */
export async function serveOddity(context: EmulatorContext, name: string): Promise<Response> {
  const { fixtures } = await import("@cometapi/testing");
  const api = apiOf(context.req.path);
  const known = fixtures.filter((candidate) => (candidate.api ?? "chat") === api);
  const fixture = known.find((candidate) => candidate.name === name);
  if (fixture === undefined) {
    const names = known.map((candidate) => candidate.name).join(", ");
    throw new APIError(`unknown oddity '${name}'; known on ${api} are: ${names}`, {
      status: 400,
      type: "emulator_error",
    });
  }
  if (fixture.isCut === true) context.get("exchange").record.outcome = "cut";
  const type = fixture.stream === false ? "application/json" : "text/event-stream; charset=utf-8";
  const headers = new Headers({ "content-type": type, ...fixture.headers });
  const body = fixture.isCut === true ? cutAfter(fixture.body, context) : fixture.body;
  return new Response(body, { status: fixture.status ?? 200, headers });
}

/** The text format of a path. */
function apiOf(path: string): TextAPIName {
  if (path === "/v1/messages") return "messages";
  if (path === "/v1/responses") return "responses";
  return path.includes("/models/") ? "gemini" : "chat";
}

/** A body whose connection is torn down once its bytes are out. */
function cutAfter(text: string, context: EmulatorContext): ReadableStream<Uint8Array> {
  let isSent = false;
  return new ReadableStream({
    async pull(controller) {
      if (!isSent) {
        isSent = true;
        controller.enqueue(new TextEncoder().encode(text));
        return;
      }
      // The bytes must reach the reader before the end of the connection does.
      await sleep(20);
      context.env.outgoing?.destroy();
    },
  });
}
