import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { startEmulator } from "../start-emulator.ts";
import { createBanner } from "./banner.ts";
import { parseArguments } from "./parse-arguments.ts";

const cli = new URL("../cli.ts", import.meta.url).pathname;

function run(...options: string[]) {
  const child = spawn(process.execPath, ["--conditions=@cometapi/source", cli, ...options]);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  return { child, output: () => output };
}

describe("cometapi-emulator", () => {
  it("says that it is an emulator and what to set, logs requests, and stops gracefully", async () => {
    const { child, output } = run("--port", "0", "--key", "sk-command");
    await expect.poll(output, { timeout: 10_000 }).toContain("COMETAPI_BASE_URL=http://127.0.0.1:");
    expect(output()).toContain("CometAPI emulator");
    expect(output()).toContain("COMETAPI_KEY=sk-command");
    const url = /http:\/\/127\.0\.0\.1:\d+/u.exec(output())?.[0] ?? "";
    const response = await fetch(`${url}/v1/chat/completions`, {
      method: "POST",
      headers: { authorization: "Bearer sk-command", "content-type": "application/json" },
      body: JSON.stringify({
        model: "gpt-4o-mini",
        stream: true,
        messages: [{ role: "user", content: "Count to 40" }],
      }),
    });
    child.kill("SIGTERM");
    expect(await response.text()).toContain("[DONE]");
    const [code] = await once(child, "exit");
    expect(code).toBe(0);
    expect(output()).toMatch(/200 POST \/v1\/chat\/completions \d+ms gpt-4o-mini, stream/u);
  });

  it("plays a scenario file", async () => {
    const folder = await mkdtemp(join(tmpdir(), "emulator-"));
    const file = join(folder, "scenario.json");
    await writeFile(file, '[{"on":{"text":"tide"},"reply":["High."]}]');
    const { child, output } = run("--port", "0", "--scenario", file, "--quiet");
    await expect.poll(output, { timeout: 10_000 }).toContain("http://127.0.0.1:");
    const url = /http:\/\/127\.0\.0\.1:\d+/u.exec(output())?.[0] ?? "";
    const response = await fetch(`${url}/v1/responses`, {
      method: "POST",
      headers: { authorization: "Bearer sk-any", "content-type": "application/json" },
      body: JSON.stringify({ model: "gpt-4o", input: "How is the tide?" }),
    });
    expect(await response.text()).toContain('"text":"High."');
    child.kill("SIGINT");
    await once(child, "exit");
    await rm(folder, { recursive: true });
  });

  it("records a service and replays it", async () => {
    const folder = join(await mkdtemp(join(tmpdir(), "emulator-")), "tides");
    await using service = await startEmulator();
    const ask = async (...options: string[]) => {
      const { child, output } = run("--port", "0", "--quiet", ...options);
      await expect.poll(output, { timeout: 10_000 }).toContain("COMETAPI_BASE_URL=");
      const url = /BASE_URL=(?<url>\S+)/u.exec(output())?.groups?.["url"] ?? "";
      const response = await fetch(`${url}/v1/responses`, {
        method: "POST",
        headers: { authorization: "Bearer sk-any", "content-type": "application/json" },
        body: JSON.stringify({ model: "gpt-4o", stream: true, input: "How is the tide?" }),
      });
      const text = await response.text();
      child.kill("SIGTERM");
      await once(child, "exit");
      return { text, banner: output() };
    };
    const recorded = await ask("--record", folder, "--target", service.url);
    expect(recorded.text).toContain("response.completed");
    expect(recorded.banner).toContain(`it asks ${service.url}, which bills you`);
    const replayed = await ask("--replay", folder);
    expect(replayed.text).toBe(recorded.text);
    expect(replayed.banner).toContain(`It answers from ${folder}`);
    await rm(folder, { recursive: true });
  }, 30_000);

  it.each([["--help"], ["--version"]])("prints %s and exits 0", async (option) => {
    const { child, output } = run(option);
    const [code] = await once(child, "exit");
    expect([code, output().length > 4]).toEqual([0, true]);
  });

  it("explains a mistake in one line and exits 2", async () => {
    const taken = await startEmulator();
    const port = new URL(taken.url).port;
    const mistakes = [
      [
        ["--port", "abc"],
        'cometapi-emulator: --port must be a whole number, not "abc". Try --help.',
      ],
      [
        ["--port", port],
        `cometapi-emulator: port ${port} is in use; choose another with --port. Try --help.`,
      ],
      [["--nonsense"], "cometapi-emulator: Unknown option '--nonsense'. Try --help."],
      [
        ["--latency", "-5"],
        "cometapi-emulator: Option '--latency' argument is ambiguous. Try --help.",
      ],
      [["extra"], "cometapi-emulator: Unexpected argument 'extra'. Try --help."],
      [
        ["--host", "192.0.2.1", "--port", "0"],
        "cometapi-emulator: it cannot listen on 192.0.2.1:0; choose another --host or --port (listen EADDRNOTAVAIL: address not available 192.0.2.1). Try --help.",
      ],
      [
        ["--scenario", "/nowhere"],
        'cometapi-emulator: --scenario must be a file that can be read, not "/nowhere". Try --help.',
      ],
      [
        ["--replay", "/nowhere"],
        "cometapi-emulator: /nowhere holds no recordings; make some with record (--record). Try --help.",
      ],
    ] as const;
    await Promise.all(
      mistakes.map(async ([options, message]) => {
        const { child, output } = run(...options);
        const [code] = await once(child, "close");
        expect([code, output().trim()]).toEqual([2, message]);
      }),
    );
    await taken.close();
  }, 60_000);
});

describe("the start text", () => {
  it("names a key that works also when --key is blank", () => {
    expect(createBanner("http://127.0.0.1:1", { apiKey: " " })).toContain("KEY=sk-emulator");
    expect(createBanner("http://127.0.0.1:1", { apiKey: "a" })).toContain("KEY=a");
  });
});

describe("parseArguments", () => {
  it("reads what to record and what to replay", () => {
    const record = "--record-missing tides --target http://127.0.0.1:1 --mask Ada --mask B.b";
    expect(parseArguments(record.split(" "))).toMatchObject({
      settings: {
        record: {
          folder: "tides",
          missingOnly: true,
          target: "http://127.0.0.1:1",
          mask: [/Ada/u, /B.b/u],
        },
      },
    });
    const replay = "--replay tides --pace --repeat --host 0.0.0.0 --control-token 12345678";
    expect(parseArguments(replay.split(" "))).toMatchObject({
      settings: {
        replay: { folder: "tides", keepsPace: true, repeats: true },
        host: "0.0.0.0",
        controlToken: "12345678",
      },
    });
  });

  it("reads the options of the README's example", () => {
    const line = "--port 4141 --key test --latency 200ms --seed 7 --fault 5%";
    expect(parseArguments(line.split(" "))).toMatchObject({
      kind: "start",
      settings: { port: 4141, apiKey: "test", latencyMs: 200, seed: 7, fault: "5%" },
    });
  });

  it.each([
    [["--latency", "soon"], "--latency must be a duration"],
    [["--fault", "explode"], "unknown fault"],
    [["--personality", "gpt-4o"], "--personality must be MODEL=FAULT"],
    [["--record", "a", "--replay", "b"], "--record, --record-missing and --replay exclude each"],
    [["--target", "http://a"], "--target and --mask need --record"],
    [["--pace"], "--pace and --repeat need --replay"],
    [["--record", "a", "--mask", "("], '--mask must be a regular expression, not "("'],
    [["--control-token", "short"], "controlToken must have at least 8 characters"],
    [["--nonsense"], "Unknown option '--nonsense'"],
  ])("finds the mistake in %j", (options, message) => {
    expect(parseArguments(options)).toMatchObject({
      kind: "mistake",
      message: expect.stringContaining(message),
    });
  });
});
