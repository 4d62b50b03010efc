import { createContext, runInContext } from "node:vm";
import { EdgeVM } from "@edge-runtime/vm";
import { expect, it } from "vitest";
import { bundleForWeb } from "../test/bundle-for-web.ts";
import { startCometAPI } from "../test/start-cometapi.ts";

const cometapi = startCometAPI();

/** A script that streams an answer and returns its text. */
async function createScript(): Promise<string> {
  const entry = `
    import { createCometAPI } from "./index.ts";
    export async function ask(baseURL) {
      const model = createCometAPI({ apiKey: "sk-emulated", baseURL })("gpt-4o-mini");
      const prompt = [{ role: "user", content: [{ type: "text", text: "Say hello world" }] }];
      const reader = (await model.doStream({ prompt })).stream.getReader();
      let text = "";
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return text;
        if (value.type === "text-delta") text += value.delta;
      }
    }`;
  return `${await bundleForWeb(entry, "iife")}; bundle.ask(${JSON.stringify(cometapi.emulator.url)})`;
}

it("edge runtimes", async () => {
  const answer: unknown = await new EdgeVM().evaluate(await createScript());
  expect(answer).toMatch(/hello world/i);
});

const webStandards = [
  "AbortController",
  "AbortSignal",
  "atob",
  "Blob",
  "btoa",
  "clearTimeout",
  "crypto",
  "DOMException",
  "fetch",
  "FormData",
  "Headers",
  "performance",
  "ReadableStream",
  "Request",
  "Response",
  "setTimeout",
  "structuredClone",
  "TextDecoder",
  "TextEncoder",
  "URL",
  "URLSearchParams",
] as const;

it("browsers, with web standards only", async () => {
  const web = Object.fromEntries(webStandards.map((name) => [name, globalThis[name]]));
  const answer: unknown = await runInContext(await createScript(), createContext(web));
  expect(answer).toMatch(/hello world/i);
});
