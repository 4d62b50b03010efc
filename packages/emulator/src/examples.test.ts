import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";

const folder = new URL("../examples/", import.meta.url).pathname;

async function run(...options: string[]): Promise<{ code: unknown; output: string }> {
  const child = spawn(process.execPath, ["--conditions=@cometapi/source", ...options], {
    cwd: folder,
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => {
    output += chunk.toString();
  });
  const [code] = await once(child, "close");
  return { code, output };
}

// The vitest example runs with the other tests; jest is not among the tools of this repository.
describe("the examples", () => {
  it("of the README play every script that they write", async () => {
    const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
    const blocks = [...readme.matchAll(/```ts\n(?<code>.*?)```/gsu)].map(([, code = ""]) => code);
    const block = blocks.find((code) => code.includes("toolCall(")) ?? "";
    const questions = `
      const ask = async (path, content, more) => {
        const response = await fetch(emulator.url + path, {
          method: "POST",
          headers: { authorization: "Bearer sk-any", "content-type": "application/json" },
          body: JSON.stringify({ messages: [{ role: "user", content }], max_tokens: 99, ...more }),
        });
        const text = await response.text().catch(() => "broken off");
        process.stdout.write(\`\${response.status} \${text}\\n\`);
      };
      const chat = "/v1/chat/completions", model = "gpt-4o-mini";
      await ask(chat, "Please greet Ada.", { model });
      await ask(chat, "the weather?", { model });
      await ask(chat, "the weather?", { model });
      await ask(chat, "x", { model: "gpt-5-mini", max_tokens: null });
      await ask(chat, "x", { model: "gpt-5-mini", max_tokens: null });
      await ask("/v1/messages", "x", { model: "claude-sonnet-4-6" });
      await ask(chat, "x", { model, stream: true });
      await ask(chat, "x", { model });
    `;
    const code = `${block.replace("console.log(", `${questions}console.log(`)}\nawait emulator.close();`;
    const { output } = await run("--input-type=module", "--eval", code);
    const said = ["Hello, Ada!", "get_weather", "It is sunny", "429", "Now it works.", "Hello"];
    for (const [index, text] of [...said, "broken off", "You said: x"].entries()) {
      expect(output.split("\n")[index]).toContain(text);
    }
  });

  it("run under node:test", async () => {
    const { code, output } = await run("--test", "--test-reporter=tap", "node-test.js");
    expect([code, output]).toEqual([0, expect.stringContaining("# pass 1")]);
  });

  it("rehearse an outage", async () => {
    expect(await run("rehearse-an-outage.ts")).toEqual({ code: 0, output: "cut\n" });
  });
});
