import { execFile } from "node:child_process";
import type { ServerResponse } from "node:http";
import { promisify } from "node:util";
import { type LocalServer, startServer } from "@cometapi/testing";
import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import type { ChatEvent } from "./chat/chat-event.ts";
import { CometAPIClient } from "./client.ts";
import type { ClientSettings } from "./config/client-settings.ts";
import { CometAPIError } from "./errors/comet-api-error.ts";

const REQUEST = { model: "gpt-4o-mini", messages: [{ role: "user" as const, content: "Hello?" }] };
const ANSWER = JSON.stringify({
  choices: [{ index: 0, message: { role: "assistant", content: "Hello" }, finish_reason: "stop" }],
});
const DELTA = frame({ choices: [{ index: 0, delta: { content: "Hello" } }] });
const FINISH = frame({ choices: [{ index: 0, delta: {}, finish_reason: "stop" }] });
const USAGE = frame({ choices: [], usage: { prompt_tokens: 1, completion_tokens: 2 } });

type Answer = (response: ServerResponse, path: string) => void;

function frame(chunk: unknown): string {
  return `data: ${JSON.stringify(chunk)}\n\n`;
}

/** Starts a server that gives these answers, one for each request in turn, the last again and again. */
async function serve(...answers: Answer[]): Promise<LocalServer & { requestCount: () => number }> {
  let requestCount = 0;
  const server = await startServer((request, response) => {
    request.resume();
    const answer = answers[requestCount] ?? answers.at(-1);
    requestCount += 1;
    answer?.(response, request.url ?? "");
  });
  onTestFinished(() => server[Symbol.asyncDispose]());
  return { ...server, requestCount: () => requestCount };
}

function clientOf({ url }: LocalServer, settings: ClientSettings = {}): CometAPIClient {
  return new CometAPIClient({
    apiKey: "sk-0123456789abcdef",
    baseURL: url,
    maxRetries: 0,
    ...settings,
  });
}

const answerWith =
  (status: number, body = ""): Answer =>
  (response) =>
    response.writeHead(status, { "content-type": "application/json" }).end(body);

const hang: Answer = () => {};

/** Sends the beginning, and then the same piece again and again. */
const drip =
  (status: number, beginning: string, piece: string, everyMs: number): Answer =>
  (response) => {
    response.writeHead(status, { "content-type": "text/event-stream" });
    response.write(beginning);
    const timer = setInterval(() => response.write(piece), everyMs);
    response.on("close", () => clearInterval(timer));
  };

/** Sends without end, as fast as it is read. */
const flood =
  (status: number, type: string, beginning = ""): Answer =>
  (response) => {
    response.writeHead(status, { "content-type": type });
    response.write(beginning);
    const piece = "x".repeat(65_536);
    const fill = () => {
      while (!response.destroyed && response.write(piece));
    };
    response.on("drain", fill);
    fill();
  };

async function failure(promise: Promise<unknown>): Promise<CometAPIError> {
  try {
    await promise;
  } catch (error) {
    if (CometAPIError.isInstance(error)) return error;
    throw error;
  }
  throw new Error("It should have failed.");
}

async function readStream(client: CometAPIClient): Promise<ChatEvent[]> {
  const { batches } = await client.streamChat(REQUEST);
  return (await Array.fromAsync(batches)).flat();
}

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

/** Lets minutes pass in the client and the server alike, with the network in between. */
async function pass(minutes: number, stepMs: number): Promise<void> {
  for (let step = 0; step * stepMs < minutes * 60_000; step += 1) {
    await vi.advanceTimersByTimeAsync(stepMs);
    for (let turn = 0; turn < 5; turn += 1) await nextTurn();
  }
}

function fakeTime(): void {
  vi.useFakeTimers({
    toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "performance"],
  });
}

afterEach(() => vi.useRealTimers());

describe("a slot", () => {
  it.each([
    ["no content", (response: ServerResponse) => response.writeHead(204).end()],
    ["an error", answerWith(500, "{}")],
    ["a redirect", answerWith(302)],
    ["no JSON", answerWith(200, "hello")],
    ["a lost connection", (response: ServerResponse) => response.destroy()],
  ] satisfies [string, Answer][])("is free again after %s", async (_what, answer) => {
    const server = await serve(answer, answer, answerWith(200, ANSWER));
    const client = clientOf(server, { maxConcurrency: 1 });
    await failure(client.chat(REQUEST));
    await failure(client.streamChat(REQUEST));
    expect((await client.chat(REQUEST)).events.at(-1)).toMatchObject({ reason: "stop" });
  });

  it("is not waited for by a caller who has aborted already", async () => {
    const server = await serve(hang);
    const client = clientOf(server, { maxConcurrency: 1 });
    const first = new AbortController();
    const blocking = client.chat(REQUEST, { signal: first.signal }).catch(() => "ended");
    await vi.waitFor(() => expect(server.requestCount()).toBe(1));
    await expect(client.chat(REQUEST, { signal: AbortSignal.abort("enough") })).rejects.toBe(
      "enough",
    );
    first.abort();
    expect(await blocking).toBe("ended");
  });

  it("is free again when the loop is left, also where a wrapped fetch keeps a copy", async () => {
    const server = await serve(drip(200, DELTA, ": ping\n\n", 5), answerWith(200, ANSWER));
    const copies: Response[] = [];
    const client = clientOf(server, {
      maxConcurrency: 1,
      fetch: async (input, init) => {
        const response = await fetch(input, init);
        copies.push(response.clone());
        return response;
      },
    });
    const { batches } = await client.streamChat(REQUEST);
    for await (const batch of batches) if (batch.length > 0) break;
    expect((await client.chat(REQUEST)).events.at(-1)).toMatchObject({ reason: "stop" });
    await copies[0]?.body?.cancel();
  });
});

describe("an answer that nobody reads", () => {
  it("does not keep the process alive", async () => {
    const server = await serve((response) => response.writeHead(200).end(DELTA + FINISH));
    const script = `
      import { CometAPIClient } from "@cometapi/core";
      const client = new CometAPIClient({ apiKey: "sk-0123456789abcdef", baseURL: "${server.url}" });
      await client.streamChat(${JSON.stringify(REQUEST)});
      const response = await client.fetch("${server.url}/v1/x");
      console.log(response.status);
    `;
    const flags = ["--conditions=@cometapi/source", "--input-type=module", "-e", script];
    const { stdout } = await promisify(execFile)(process.execPath, flags, {
      cwd: import.meta.dirname,
      timeout: 30_000,
    });
    expect(stdout).toBe("200\n");
  }, 40_000);
});

describe("an error body", () => {
  it("that never ends is read up to 1 MiB, and the error keeps its status and beginning", async () => {
    const server = await serve(flood(500, "text/plain", "the upstream is gone"));
    expect(await failure(clientOf(server).chat(REQUEST))).toMatchObject({
      code: "server",
      status: 500,
      message: expect.stringContaining("the upstream is gone"),
    });
  });

  it("that falls silent is waited for 10 seconds", async () => {
    fakeTime();
    const server = await serve((response) => {
      response.writeHead(500);
      response.write("the upstream");
    });
    const error = failure(clientOf(server).chat(REQUEST));
    await pass(0.2, 1000);
    expect(await error).toMatchObject({ status: 500, message: "the upstream" });
  });

  it("that is cut off is quoted as far as it came", async () => {
    const server = await serve((response) => {
      response.writeHead(500);
      response.write("the upstream", () => response.destroy());
    });
    expect(await failure(clientOf(server).chat(REQUEST))).toMatchObject({
      status: 500,
      message: "the upstream",
    });
  });
});

describe("a whole answer", () => {
  it("that drips blanks without end fails after 30 minutes, and is not asked for again", async () => {
    fakeTime();
    const server = await serve(drip(200, "", "\n", 60_000));
    const error = failure(clientOf(server, { maxRetries: 2 }).chat(REQUEST));
    await pass(31, 60_000);
    expect(await error).toMatchObject({
      code: "timeout",
      isRetryable: false,
      message: expect.stringContaining("1800000 ms"),
    });
  });

  it("of blanks in place of a stream fails after 30 minutes too", async () => {
    fakeTime();
    const server = await serve(drip(200, "\n", "\n", 60_000));
    const error = failure(clientOf(server, { maxRetries: 2 }).streamChat(REQUEST));
    await pass(32, 60_000);
    expect(await error).toMatchObject({ code: "timeout", isRetryable: false });
  });

  it("may come after minutes of blanks", async () => {
    fakeTime();
    const server = await serve((response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write("\n"), 60_000);
      setTimeout(() => {
        clearInterval(timer);
        response.end(ANSWER);
      }, 20 * 60_000);
    });
    const answer = clientOf(server).chat(REQUEST);
    await pass(21, 60_000);
    expect((await answer).events.at(-1)).toMatchObject({ type: "finish", reason: "stop" });
  });
});

describe("a stream", () => {
  it("of pings that go on after the finish reason is over 10 seconds later, with its usage", async () => {
    fakeTime();
    const server = await serve((response) => {
      drip(200, DELTA + FINISH, ": PING\n\n", 1000)(response, "");
      setTimeout(() => response.write(USAGE), 3500);
    });
    const events = readStream(clientOf(server));
    await pass(0.5, 1000);
    expect((await events).filter(({ type }) => type !== "ping")).toMatchObject([
      { type: "text-delta" },
      { type: "usage", usage: { inputTokens: { total: 1 } } },
      { type: "finish", reason: "stop" },
    ]);
  });

  it("that falls silent after the finish reason is over 10 seconds later", async () => {
    fakeTime();
    const server = await serve((response) => {
      response.writeHead(200);
      response.write(DELTA + FINISH);
    });
    const events = readStream(clientOf(server));
    await pass(0.5, 1000);
    expect((await events).at(-1)).toMatchObject({ type: "finish", reason: "stop" });
  });

  it("with a finish reason in every chunk is waited for as long as any other", async () => {
    fakeTime();
    const chunk = frame({
      choices: [{ index: 0, delta: { content: "Hello" }, finish_reason: "stop" }],
    });
    const server = await serve((response) => {
      response.writeHead(200);
      response.write(chunk);
      setTimeout(() => response.write(chunk), 1000);
      setTimeout(() => response.end(chunk), 30_000);
    });
    const events = readStream(clientOf(server));
    await pass(1, 1000);
    expect((await events).filter(({ type }) => type === "text-delta")).toHaveLength(3);
  });

  it("loses no usage to a caller who takes a minute over the finish reason", async () => {
    fakeTime();
    const server = await serve((response) => {
      response.writeHead(200);
      response.write(DELTA);
      setTimeout(() => response.write(FINISH), 1000);
      setTimeout(() => response.end(`${USAGE}data: [DONE]\n\n`), 30_000);
    });
    const types: string[] = [];
    const reading = (async () => {
      for await (const batch of (await clientOf(server).streamChat(REQUEST)).batches) {
        types.push(...batch.map(({ type }) => type));
        await new Promise((resolve) => setTimeout(resolve, 60_000));
      }
    })();
    await pass(5, 1000);
    await reading;
    expect(types).toContain("usage");
  });

  it.each([": PING\n\n", "\n", "data:\n\n"])(
    "of nothing but %j fails after 30 minutes",
    async (piece) => {
      fakeTime();
      const server = await serve(drip(200, DELTA, piece, 60_000));
      const events = readStream(clientOf(server));
      await pass(32, 60_000);
      expect((await events).slice(-2)).toMatchObject([
        { type: "error", error: { code: "timeout", status: 200 } },
        { type: "finish", reason: "interrupted" },
      ]);
    },
  );

  it("of pings goes on for as long as its answer goes on", async () => {
    fakeTime();
    const server = await serve((response) => {
      drip(200, DELTA, ": PING\n\n", 60_000)(response, "");
      for (const minutes of [20, 40, 60]) {
        setTimeout(() => response.write(DELTA), minutes * 60_000);
      }
      setTimeout(() => response.end(FINISH), 80 * 60_000);
    });
    const events = readStream(clientOf(server));
    await pass(81, 60_000);
    expect((await events).at(-1)).toMatchObject({ type: "finish", reason: "stop" });
  });
});

describe("a byte order mark", () => {
  it.each([1, 2, 3])("that the network split after byte %d is no text of a stream", async (at) => {
    const mark = Buffer.from([0xef, 0xbb, 0xbf]);
    const server = await serve((response) => {
      response.writeHead(200);
      response.write(mark.subarray(0, at));
      setTimeout(() => {
        response.write(mark.subarray(at));
        response.end(DELTA + FINISH);
      }, 20);
    });
    expect((await readStream(clientOf(server))).map(({ type }) => type)).toEqual([
      "text-delta",
      "finish",
    ]);
  });
});

describe("a file", () => {
  it.each([
    ["without end", flood(200, "video/mp4")],
    [
      "whose size is announced",
      (response: ServerResponse) => {
        response.writeHead(200, { "content-type": "video/mp4", "content-length": 5_000_000 });
        response.write("x");
      },
    ],
  ] satisfies [string, Answer][])("%s is read up to `maxBytes`", async (_what, answer) => {
    const server = await serve(answer);
    const error = await failure(
      clientOf(server).downloadFile(`${server.url}/a.mp4`, { maxBytes: 1_000_000 }),
    );
    expect(error).toMatchObject({
      code: "invalid-response",
      isRetryable: false,
      message: expect.stringContaining("larger than 1000000 bytes"),
    });
  });
});

describe("a response that comes too late", () => {
  it("is given up, also where a custom fetch does not listen to its signal", async () => {
    const onCancel = vi.fn<() => void>();
    const client = new CometAPIClient({
      apiKey: "sk-0123456789abcdef",
      maxRetries: 0,
      timeout: 5,
      fetch: async () => {
        await new Promise((resolve) => setTimeout(resolve, 30));
        return new Response(new ReadableStream({ cancel: onCancel }));
      },
    });
    expect(await failure(client.chat(REQUEST))).toMatchObject({ code: "timeout" });
    await vi.waitFor(() => expect(onCancel).toHaveBeenCalledOnce());
  });
});

describe("a mistake in the request", () => {
  it.each([
    ["a header's value", { headers: { "x-team": "a\nb" } }, /"x-team".*`headers`/],
    ["a header's name", { headers: { "x team": "a" } }, /"x team".*`headers`/],
    ["the user agent", { userAgent: "app→1" }, /"user-agent".*`userAgent`/],
    ["a header of the connection", { headers: { upgrade: "h2c" } }, /upgrade.*`headers`/],
    ["a wrong length", { headers: { "content-length": "70000" } }, /content-length.*`headers`/],
  ] satisfies [string, ClientSettings, RegExp][])(
    "is called by its name, and not retried: %s",
    async (_what, settings, message) => {
      const server = await serve(answerWith(200, ANSWER));
      const retries: number[] = [];
      const onRetry = ({ attempt }: { attempt: number }) => retries.push(attempt);
      const client = clientOf(server, { maxRetries: 2, onRetry, ...settings });
      const error = await failure(client.chat(REQUEST));
      expect(error).toMatchObject({
        code: "invalid-argument",
        message: expect.stringMatching(message),
      });
      expect(retries).toEqual([]);
    },
  );

  it("is found before anything is sent where the request cannot be written as JSON", async () => {
    const circle: Record<string, unknown> = {};
    circle["self"] = circle;
    const server = await serve(answerWith(200, ANSWER));
    const extraBody = JSON.parse("{}");
    for (const value of [circle, { size: 1n }]) {
      Object.assign(extraBody, { value });
      expect(await failure(clientOf(server).chat({ ...REQUEST, extraBody }))).toMatchObject({
        code: "invalid-argument",
        message: expect.stringContaining("cannot be written as JSON"),
      });
    }
    expect(server.requestCount()).toBe(0);
  });

  it("is a body that a custom fetch has read already, or that is no web stream", async () => {
    const used = new Response("used");
    await used.text();
    const foreign = Object.defineProperty(new Response("x"), "body", { value: { pipe: () => {} } });
    for (const response of [used, foreign]) {
      const client = new CometAPIClient({
        apiKey: "sk-0123456789abcdef",
        fetch: async () => response,
      });
      expect(await failure(client.chat(REQUEST))).toMatchObject({
        code: "invalid-argument",
        message: expect.stringContaining("`fetch`"),
      });
    }
  });
});

describe("a value nested very deeply", () => {
  const deep = "[".repeat(200_000) + "]".repeat(200_000);

  it.each([
    ["an error body", answerWith(500, deep)],
    [
      "an error within an error",
      answerWith(500, `${'{"error":['.repeat(20_000)}${"]}".repeat(20_000)}`),
    ],
    ["an answer", answerWith(200, `{"choices":${deep}}`)],
  ] satisfies [string, Answer][])("in %s is an error of this package", async (_what, answer) => {
    const server = await serve(answer);
    expect(await failure(clientOf(server).chat(REQUEST))).toBeInstanceOf(CometAPIError);
  });

  it("in a stream is an error event", async () => {
    const server = await serve((response) =>
      response.writeHead(200).end(`${DELTA}data: {"error":${deep}}\n\n`),
    );
    expect((await readStream(clientOf(server))).map(({ type }) => type)).toEqual([
      "text-delta",
      "error",
      "finish",
    ]);
  });
});

describe("an error that is its own cause", () => {
  it("is a failed connection like any other", async () => {
    const circle = new Error("lost");
    circle.cause = circle;
    const wide = new AggregateError([], "lost");
    wide.errors.push(wide);
    for (const reason of [circle, wide]) {
      const client = new CometAPIClient({
        apiKey: "sk-0123456789abcdef",
        maxRetries: 0,
        fetch: () => Promise.reject(reason),
      });
      expect(await failure(client.chat(REQUEST))).toMatchObject({
        code: "connection",
        message: expect.stringContaining("lost"),
      });
    }
  });
});

describe("a long error message", () => {
  it.each([
    "model ",
    "context length ",
    "input token count ",
    "exceeded your current quota ",
    "<title",
    "(request id: ",
    "sk-",
    "sk-a*",
    "[[",
  ])("of nothing but %j is classified at once", async (piece) => {
    const text = piece.repeat(Math.floor(300_000 / piece.length));
    const json = JSON.stringify({ error: { message: text } });
    const server = await serve(answerWith(500, text), answerWith(500, json));
    const client = clientOf(server);
    const startedAtMs = performance.now();
    await failure(client.chat(REQUEST));
    await failure(client.chat(REQUEST));
    expect(performance.now() - startedAtMs).toBeLessThan(1000);
  });
});
