import { fork, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { Agent, request } from "node:http";

// Measures the figures in the README: `node scripts/measure.ts`, after a build.
const write = (line: string): void => void process.stdout.write(`${line}\n`);

const cli = new URL("../dist/cli.js", import.meta.url).pathname;
const startUps: number[] = [];
for (let run = 0; run < 10; run += 1) {
  const startedMs = performance.now();
  const child = spawn(process.execPath, [cli, "--port", "0"]);
  await once(child.stdout, "data");
  startUps.push(performance.now() - startedMs);
  child.kill();
  await once(child, "exit");
}
write(`start-up: ${Math.round(median(startUps))} ms (median of ${startUps.length})`);

const server = fork(new URL("serve.ts", import.meta.url), { execArgv: ["--expose-gc"] });
const url = await receive(server, "url");

const agent = new Agent({ keepAlive: true, maxSockets: 500 });
const streams = await measureMs(() =>
  Promise.all(Array.from({ length: 500 }, () => readStream(200))),
);
const failed = streams.result.filter((frames) => frames < 200).length;
write(
  `500 concurrent streams of 200 chunks: ${failed} failed, ${(streams.milliseconds / 1000).toFixed(2)} s, ${Math.round(100_000 / (streams.milliseconds / 1000))} chunks/s`,
);

await sendMany(5000);
const before = await readMemory();
const plain = await measureMs(() => sendMany(20_000));
const after = await readMemory();
write(
  `20,000 requests: ${Math.round(20_000 / (plain.milliseconds / 1000))}/s, heap ${megabytes(before)} MB before, ${megabytes(after)} MB after`,
);
agent.destroy();
server.kill();

async function readStream(chunks: number): Promise<number> {
  const text = await post("/v1/chat/completions", {
    model: "gpt-4o-mini",
    stream: true,
    messages: [{ role: "user", content: `Count to ${chunks}` }],
  });
  return text.split('"content":"').length - 2;
}

async function sendMany(count: number): Promise<void> {
  let left = count;
  const send = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await post("/v1/chat/completions", {
        model: "gpt-4o-mini",
        messages: [{ role: "user", content: `What is ${left} plus 1?` }],
      });
    }
  };
  await Promise.all(Array.from({ length: 32 }, send));
}

function post(path: string, body: object): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: "Bearer sk-any", "content-type": "application/json" };
    const sending = request(`${url}${path}`, { method: "POST", agent, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("end", () => resolve(text));
      response.on("error", reject);
    });
    sending.on("error", reject);
    sending.end(JSON.stringify(body));
  });
}

async function readMemory(): Promise<number> {
  server.send("memory");
  return Number(await receive(server, "heapBytes"));
}

async function receive(child: ChildProcess, field: string): Promise<string> {
  const [message]: unknown[] = await once(child, "message");
  if (typeof message !== "object" || message === null) throw new Error("no message");
  return String(Object.entries(message).find(([name]) => name === field)?.[1]);
}

async function measureMs<Result>(
  run: () => Promise<Result>,
): Promise<{ result: Result; milliseconds: number }> {
  const startedMs = performance.now();
  const result = await run();
  return { result, milliseconds: performance.now() - startedMs };
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1);
}
