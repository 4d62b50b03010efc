// Runs a streamed answer from the emulator in Bun, Deno and workerd, which are too large for everybody's
// install: `node --conditions=@cometapi/source scripts/check-runtimes.ts`. Needs the npm registry.
import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmulator } from "@cometapi/emulator";
import { bundleForWeb } from "../test/bundle-for-web.ts";

const packages = ["bun@1.4.5", "deno@2.9.6", "miniflare@4.20260730.0"];
const ask = `
  import { createCometAPI } from "./index.ts";
  export async function ask(baseURL) {
    const model = createCometAPI({ apiKey: "sk-emulated", baseURL })("gpt-4o-mini");
    const prompt = [{ role: "user", content: [{ type: "text", text: "Say hello world" }] }];
    let text = "";
    for await (const part of (await model.doStream({ prompt })).stream) {
      if (part.type === "text-delta") text += part.delta;
    }
    return text;
  }`;

const folder = mkdtempSync(join(tmpdir(), "cometapi-runtimes-"));
const emulator = await startEmulator({ port: 0 });
try {
  execFileSync("npm", ["init", "-y"], { cwd: folder, stdio: "ignore" });
  execFileSync("npm", ["install", "--no-audit", "--no-fund", ...packages], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
  });
  write("ask.mjs", await bundleForWeb(ask, "esm"));
  write("main.mjs", `import { ask } from "./ask.mjs"; console.log(await ask("${emulator.url}"));`);
  write(
    "worker.mjs",
    `import { ask } from "./ask.mjs";
     export default { async fetch() { return new Response(await ask("${emulator.url}")); } };`,
  );
  write(
    "workerd.mjs",
    `import { Miniflare } from "miniflare";
     const modules = ["worker.mjs", "ask.mjs"].map((path) => ({ type: "ESModule", path }));
     const miniflare = new Miniflare({ modules, compatibilityDate: "2026-05-01" });
     console.log(await (await miniflare.dispatchFetch("http://localhost/")).text());
     await miniflare.dispose();`,
  );
  await check("node", process.execPath, ["main.mjs"]);
  await check("bun", join(folder, "node_modules/.bin/bun"), ["main.mjs"]);
  await check("deno", join(folder, "node_modules/.bin/deno"), ["run", "-A", "main.mjs"]);
  await check("workerd", process.execPath, ["workerd.mjs"]);
} finally {
  await emulator.close();
  rmSync(folder, { recursive: true, force: true });
}

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

async function check(name: string, command: string, args: string[]): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<string>();
  execFile(command, args, { cwd: folder, timeout: 60_000 }, (error, stdout) =>
    resolve(error === null ? stdout : `${stdout} ${error.message}`),
  );
  const output = await promise;
  const isRight = /hello world/i.test(output);
  console.log(`${isRight ? "passes" : "FAILS"} in ${name}: ${output.trim().slice(0, 300)}`);
  if (!isRight) process.exitCode = 1;
}
