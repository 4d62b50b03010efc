import { useEmulator } from "@cometapi/testing/emulated";
import { createServer, type RequestListener } from "node:http";
import { fault, type Reply, startEmulator } from "@cometapi/emulator";
import { findSecret } from "@cometapi/testing";
import { describe, expect, it, onTestFinished } from "vitest";
import { runDemo } from "../test/run-demo.ts";

const key = "sk-q7Xv2LmZp9RtK4wYb8Nc3HdF6sJg";

describe("the demo", { timeout: 30_000 }, () => {
  it("answers through all three frameworks without a key, in plain text", async () => {
    const { exitCode, stdout, stderr } = await runDemo([]);
    expect(stderr).toBe("");
    expect(exitCode).toBe(0);
    expect(stdout).toContain("COMETAPI_KEY is not set, so answers come from the emulator on http");
    const [, ...demos] = stdout.split(/\n\n(?=AI SDK|LangChain|LlamaIndex)/);
    expect(demos.map((demo) => demo.split(":")[0])).toEqual([
      "AI SDK",
      "LangChain",
      "LangChain",
      "LlamaIndex",
    ]);
    for (const demo of demos) {
      expect(demo).toContain("Thinking: ");
      expect(demo).toContain("17:50");
      expect(demo).toMatch(
        /deepseek-v4-pro\S* · \d+ requests? · \d+ tokens in, \d+ out · (?:about|at least) \$0\.000\d+ · first text after \d/,
      );
    }
    expect(stdout).toMatch(
      /\nIn all: \d+ requests · \d+ tokens in, \d+ out · at least \$0\.00\d+\n$/,
    );
    expect(stdout.match(/→ search_documents \{"query":/g)).toHaveLength(2);
    expect(stdout).not.toContain("\u001B");
  });

  it("sends no request that may exceed the budget, and prints what is left of it", async () => {
    const argv = ["--framework", "ai-sdk", "--budget"];
    const enough = await runDemo([...argv, "0.5"]);
    expect(enough.exitCode).toBe(0);
    expect(enough.stdout).toMatch(/about \$0\.000\d+ · \$0\.499\d+ of \$0\.50000 left\n$/);
    const little = await runDemo([...argv, "0.001"]);
    expect(little.exitCode).toBe(1);
    expect(little.stdout).toMatch(/Failed: .* may cost up to 0\.\d+ USD, and of the budget/);
    expect(little.stdout).toMatch(/In all: 0 requests · .* · \$0\.00100 of \$0\.00100 left\n$/);
  });

  it("asks one framework something else", async () => {
    const argv = ["--framework", "langchain", "--prompt", "Who opened the observatory?"];
    const { exitCode, stdout } = await runDemo(argv);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("Marit Ekeland");
    expect(stdout).not.toMatch(/AI SDK|LlamaIndex/);
  });

  it("shows its options", async () => {
    const { exitCode, stdout } = await runDemo(["--help"]);
    expect(exitCode).toBe(0);
    for (const option of ["--framework", "--model", "--fallback", "--prompt", "--verbose"]) {
      expect(stdout).toContain(option);
    }
  });

  it("refuses a wrong framework in one line and exits with 2", async () => {
    const { exitCode, stdout, stderr } = await runDemo(["--framework", "vue"]);
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toBe('Unknown framework "vue". Choose one of: ai-sdk, langchain, llamaindex.\n');
  });

  describe("with a server of its own", () => {
    const emulator = useEmulator({ apiKey: key });

    it("uses the key from the environment, under any of its names", async () => {
      const environment = { COMET_API_KEY: key, COMETAPI_BASE_URL: `${emulator.url}/v1/` };
      const { exitCode, stdout } = await runDemo(["--framework", "llamaindex"], environment);
      expect(stdout).toContain("with the key in COMET_API_KEY");
      expect(stdout).toContain("17:50");
      expect(exitCode).toBe(0);
    });

    it("says for each framework that the key is wrong, and shows no piece of it", async () => {
      const wrongKey = "sk-W5hUe1TzQk8oVj3BnMx7CrAy4GdP";
      const environment = { COMETAPI_KEY: wrongKey, COMETAPI_BASE_URL: emulator.url };
      const { exitCode, stdout, stderr } = await runDemo(["--verbose"], environment);
      expect(exitCode).toBe(1);
      expect(failures(stdout)).toHaveLength(4);
      for (const failure of failures(stdout)) {
        expect(failure).toMatch(/^Failed: status 401: .*\(request id: \w+\)\. .*\. Check the key/);
      }
      expect(findSecret(stdout + stderr, wrongKey)).toEqual([]);
      expect(stderr).toBe("");
    });

    it("shows requests, their ids and the fallback when asked to", async () => {
      const argv = "--verbose --framework llamaindex --model nothing --fallback gpt-5-mini";
      const environment = { COMETAPI_KEY: key, COMETAPI_BASE_URL: emulator.url };
      const { exitCode, stdout } = await runDemo(argv.split(" "), environment);
      expect(exitCode).toBe(0);
      expect(stdout).toMatch(/POST http:\S+\/v1\/chat\/completions\n/);
      expect(stdout).toMatch(/503 after \d+ ms, request id \w+/);
      expect(stdout).toMatch(/gpt-5-mini instead of nothing, because: .*nothing/);
      expect(stdout).toMatch(/200 after \d+ ms, request id \w+/);
    });

    it.each<[string, Reply, RegExp]>([
      ["cut off", { text: "On Sundays the", finish: "length" }, /^Failed: cut off: length$/],
      ["blocked", { text: "", finish: "content-filter" }, /^Failed: blocked by a content filter$/],
      ["broken off", fault("end-early after=4"), /^Failed: .*\(request id: \w+\)/],
    ])("reports an answer as a failure that was %s", async (_what, reply, failure) => {
      emulator.on(({ isStream }) => isStream).reply(reply);
      onTestFinished(() => emulator.reset());
      const environment = { COMETAPI_KEY: key, COMETAPI_BASE_URL: emulator.url };
      const { exitCode, stdout } = await runDemo([], environment);
      expect(failures(stdout)).toHaveLength(4);
      for (const line of failures(stdout)) expect(line).toMatch(failure);
      expect(exitCode).toBe(1);
    });

    it("says that a model is not served", async () => {
      const environment = { COMETAPI_KEY: key, COMETAPI_BASE_URL: emulator.url };
      const { exitCode, stdout } = await runDemo(["--model", "nothing"], environment);
      expect(exitCode).toBe(1);
      expect(failures(stdout)).toHaveLength(4);
      for (const failure of failures(stdout)) {
        expect(failure).toMatch(/^Failed: status 503: .*nothing.*Choose another model/);
      }
    });
  });

  it("says within seconds that a server cannot be reached", async () => {
    const gone = await startEmulator({ port: 0 });
    await gone.close();
    const environment = { COMETAPI_KEY: key, COMETAPI_BASE_URL: gone.url };
    const { exitCode, stdout, stderr } = await runDemo([], environment);
    expect([exitCode, stderr]).toEqual([1, ""]);
    expect(failures(stdout)).toHaveLength(4);
    for (const failure of failures(stdout)) {
      expect(failure).toContain(`could not be reached at ${gone.url}`);
    }
  });

  it.each<[string, RequestListener, string]>([
    [
      "a web page",
      (_, response) => response.setHeader("content-type", "text/html").end("<!doctype html>"),
      "web page",
    ],
    [
      "a redirect",
      (_, response) => response.writeHead(301, { location: "https://www.cometapi.com" }).end(),
      "redirects to https://www.cometapi.com",
    ],
  ])("says that the base URL answers with %s", async (_what, listener, words) => {
    const environment = { COMETAPI_KEY: key, COMETAPI_BASE_URL: await startServer(listener) };
    const { exitCode, stdout, stderr } = await runDemo([], environment);
    expect([exitCode, stderr]).toEqual([1, ""]);
    expect(failures(stdout)).toHaveLength(4);
    for (const failure of failures(stdout)) expect(failure).toContain(words);
    expect(stdout).not.toMatch(/^\s+at /m);
  });
});

function failures(stdout: string): string[] {
  return stdout.split("\n").filter((line) => line.startsWith("Failed: "));
}

async function startServer(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return typeof address === "object" ? `http://127.0.0.1:${address?.port}` : "";
}
