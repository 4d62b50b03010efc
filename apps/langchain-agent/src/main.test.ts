import { useEmulator } from "@cometapi/testing/emulated";
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { fault, startEmulator, toolCall } from "@cometapi/emulator";
import {
  createFolder,
  type ProgramRun,
  type ProgramRunOptions,
  runProgram,
} from "@cometapi/testing/programs";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";

const main = path.join(import.meta.dirname, "main.ts");
const island = {
  "ferry.md": "# Ferry\n\nThe last ferry to the mainland leaves at 17:50 on Sundays.\n",
  "inn.md": "# Inn\n\nBreakfast with smoked mackerel is served from seven to nine.\n",
};

function run(argv: readonly string[], options?: ProgramRunOptions): Promise<ProgramRun> {
  return runProgram(main, argv, options);
}

describe("the agent", { timeout: 60_000 }, () => {
  it("answers without a key, and shows its steps and the places that it quotes", async () => {
    const folder = createFolder(island);
    const question = "When does the last ferry leave on Sundays?";
    const { exitCode, stdout, stderr } = await run(["--folder", folder, question]);
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("COMETAPI_KEY is not set, so answers come from the emulator");
    expect(stdout).toContain(`2 files in ${folder}`);
    expect(stdout).toMatch(/→ search_files \{"query":".*"\}\n {2}ferry\.md:3/);
    expect(stdout).toMatch(/\n\n.*17:50 on Sundays.*\n\nferry\.md:3\n {2}“The last ferry/);
    expect(stdout).not.toContain("Not in");
    expect(stdout).not.toContain("\u001B");
  });

  it("answers one question for each line that is typed", async () => {
    const input = "When does the last ferry leave?\n\nWhat is served for breakfast?\n";
    const { exitCode, stdout } = await run(["--folder", createFolder(island)], { input });
    expect(exitCode).toBe(0);
    expect(stdout).toContain("17:50");
    expect(stdout).toContain("mackerel");
    expect(stdout.match(/\d requests, /g)).toHaveLength(2);
  });

  it("reads the documentation of the repository when no folder is given", async () => {
    const { exitCode, stdout } = await run(["What does the adapter do when a stream is cut?"]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/\d\d files in .*docs\n/);
  });

  it("shows its options", async () => {
    const { exitCode, stdout } = await run(["--help"]);
    expect(exitCode).toBe(0);
    for (const option of ["--folder", "--model", "--conversation", "--memory"]) {
      expect(stdout).toContain(option);
    }
  });

  it.each([
    ["a folder that is not there", ["--folder", "/nowhere/at-all", "Why?"], "There is no folder"],
    ["an option that is not there", ["--colour"], "Unknown option '--colour'"],
    ["a name with a path in it", ["--conversation", "../x", "Why?"], "--conversation takes a name"],
  ])("refuses %s in one line and exits with 2", async (_what, argv, message) => {
    const { exitCode, stdout, stderr } = await run(argv);
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  });

  it("refuses an empty folder", async () => {
    const { exitCode, stderr } = await run(["--folder", createFolder(), "Why?"]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("There are no text files in");
  });

  it("ends silently when its output is closed", async () => {
    const { stderr } = await run(["--folder", createFolder(island), "Why?"], {
      closesEarly: true,
    });
    expect(stderr).toBe("");
  });

  describe("with a server of its own", () => {
    const emulator = useEmulator();
    let environment: Record<string, string>;
    beforeAll(() => {
      environment = { COMETAPI_KEY: "sk-any", COMETAPI_BASE_URL: emulator.url };
    });

    it.each(["gpt-5-mini", "claude-sonnet-4-6", "gemini-3-pro-preview", "gpt-5.6-sol"])(
      "goes on with a conversation in another process, with %s",
      async (model) => {
        const folder = createFolder(island);
        const memory = createFolder();
        const common = ["--folder", folder, "--memory", memory, "--model", model];
        const ask = (question: string) =>
          run([...common, "--conversation", "island", question], { environment });
        const first = await ask("When does the last ferry leave?");
        expect(first.stdout).toContain("17:50");
        expect(first.exitCode).toBe(0);
        const second = await ask("And what is served for breakfast?");
        expect(second.stdout).not.toContain("Failed");
        expect(second.exitCode).toBe(0);
        expect(second.stdout.match(/→ /g)?.length).toBeLessThan(4);
        const last = JSON.stringify(emulator.requests.at(-1)?.body);
        expect(last).toContain("When does the last ferry leave?");
        expect(last).toContain("And what is served for breakfast?");
        const file = path.join(memory, "island.json");
        expect(readFileSync(file, "utf8")).not.toContain("sk-any");
        expect(statSync(file).mode & 0o077).toBe(0);
      },
    );

    it("quotes with a model that supports neither response formats nor forced tool calls", async () => {
      const argv = ["--folder", createFolder(island), "--model", "deepseek-v4-pro"];
      const { exitCode, stdout } = await run([...argv, "When is the last ferry?"], { environment });
      expect(exitCode).toBe(0);
      expect(stdout).toMatch(/17:50.*\n\nferry\.md:3\n {2}“The last ferry/);
    });

    it("shows the text of a model that does not answer in the form asked for", async () => {
      emulator.on("last ferry").reply("It leaves at 17:50.");
      const argv = ["--folder", createFolder(island), "--model", "deepseek-v4-pro"];
      const { exitCode, stdout } = await run([...argv, "When is the last ferry?"], { environment });
      expect(exitCode).toBe(0);
      expect(stdout).toMatch(/\n\n.*17:50.*\nThe model named no places that could be checked\.\n/);
    });

    it("refuses a file that holds no conversation, and leaves it as it is", async () => {
      const memory = createFolder({ "island.json": "{half" });
      const argv = ["--memory", memory, "--conversation", "island", "Why?"];
      const { exitCode, stderr } = await run(argv, { environment });
      expect(exitCode).toBe(2);
      expect(stderr).toContain("island.json holds no conversation that can be read");
      expect(readFileSync(path.join(memory, "island.json"), "utf8")).toBe("{half");
    });

    it("does not show a quotation that is in no file", async () => {
      const quotations = [
        { path: "ferry.md", line: 9, text: "The last ferry to the mainland leaves at 17:50" },
        { path: "ferry.md", line: 3, text: "The last ferry leaves at midnight." },
      ];
      emulator
        .on()
        .reply(toolCall("search_files", { query: "ferry" }))
        .reply(JSON.stringify({ answer: "At 17:50, or at midnight.", quotations }));
      const { stdout } = await run(["--folder", createFolder(island), "When?"], { environment });
      expect(stdout).toContain("\nferry.md:3\n  “The last ferry to the mainland leaves at 17:50”");
      expect(stdout).toContain(
        "Not in ferry.md, though quoted: “The last ferry leaves at midnight.”",
      );
    });

    it("says that the key is wrong", async () => {
      const strict = await startEmulator({ port: 0, apiKey: "sk-right" });
      onTestFinished(() => strict.close());
      const { exitCode, stdout, stderr } = await run(["--folder", createFolder(island), "Why?"], {
        environment: { COMETAPI_KEY: "sk-wrong-key-of-mine", COMETAPI_BASE_URL: strict.url },
      });
      expect(exitCode).toBe(1);
      expect(stdout).toMatch(/\nFailed: status 401: .* Check the key/);
      expect(stdout + stderr).not.toContain("sk-wrong-key-of-mine");
    });

    it.each(["length", "content-filter"] as const)(
      "takes an answer that ended by %s for none",
      async (finish) => {
        emulator.on().reply({ text: "The last", finish });
        const argv = ["--folder", createFolder(island), "--model", "deepseek-v4-pro", "When?"];
        const { exitCode, stdout } = await run(argv, { environment });
        expect(exitCode).toBe(1);
        expect(stdout).toMatch(/\nFailed: The answer is not whole: (?:length|content_filter)/);
      },
    );

    it("reports an answer that broke off as a failure, and goes on with the next question", async () => {
      emulator.on("ferry").reply(fault("cut after=1"));
      const input = "When does the ferry leave?\nWhat is for breakfast?\n";
      const { exitCode, stdout } = await run(["--folder", createFolder(island)], {
        environment,
        input,
      });
      expect(exitCode).toBe(1);
      expect(stdout.match(/\nFailed: /g)).toHaveLength(1);
      expect(stdout).toContain("mackerel");
    });
  });
});
