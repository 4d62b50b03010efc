import { useEmulator } from "@cometapi/testing/emulated";
import { cpSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fault, startEmulator } from "@cometapi/emulator";
import {
  createFolder,
  type ProgramRun,
  type ProgramRunOptions,
  runProgram,
} from "@cometapi/testing/programs";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";

const main = path.join(import.meta.dirname, "main.ts");
const documents = path.join(import.meta.dirname, "../documents");

/** Copies the documents of the app, and names a file for their index. */
function copyDocuments(): { folder: string; index: string; argv: string[] } {
  const folder = createFolder();
  cpSync(documents, folder, { recursive: true });
  const index = path.join(createFolder(), "index.json");
  return { folder, index, argv: ["--folder", folder, "--index", index] };
}

function run(argv: readonly string[], options?: ProgramRunOptions): Promise<ProgramRun> {
  return runProgram(main, argv, options);
}

describe("the answer machine", { timeout: 60_000 }, () => {
  it.each([
    ["a page of a PDF", "When does the last ferry leave on Sundays?", "17:50", "ferry.pdf, page 2"],
    ["a Word file", "What is served for breakfast?", "mackerel", "guesthouse.docx"],
    ["a Markdown file", "Who opened the observatory?", "Marit Ekeland", "observatory.md"],
  ])("answers from %s without a key", async (_kind, question, answer, source) => {
    const { exitCode, stdout, stderr } = await run([...copyDocuments().argv, question]);
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("COMETAPI_KEY is not set, so answers come from the emulator");
    for (const name of ["ferry.pdf", "guesthouse.docx", "observatory.md"]) {
      expect(stdout).toContain(`new: ${name}\n`);
    }
    expect(stdout).toContain(answer);
    expect(stdout.split("given: ")[1]).toMatch(new RegExp(`^${source}`));
    expect(stdout).not.toContain("\u001B");
  });

  it("shows its options", async () => {
    const { exitCode, stdout } = await run(["--help"]);
    expect(exitCode).toBe(0);
    for (const option of ["--folder", "--model", "--embedding-model", "--index"]) {
      expect(stdout).toContain(option);
    }
  });

  it.each([
    ["a folder that is not there", ["--folder", "/nowhere/at-all", "Why?"], "There is no folder"],
    ["a file as a folder", ["--folder", main, "Why?"], "is a file"],
    ["an option that is not there", ["--colour"], "Unknown option '--colour'"],
  ])("refuses %s in one line and exits with 2", async (_what, argv, message) => {
    const { exitCode, stderr } = await run(argv);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  });

  it("refuses an empty folder", async () => {
    const { exitCode, stderr } = await run(["--folder", createFolder(), "Why?"]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("There is no file in");
  });

  it("leaves a broken PDF out and says so, and answers from the rest", async () => {
    const { folder, argv } = copyDocuments();
    writeFileSync(path.join(folder, "broken.pdf"), "%PDF-1.4\nnothing of a PDF");
    const { exitCode, stdout } = await run([...argv, "Who opened the observatory?"]);
    expect(stdout).toMatch(/left out: broken\.pdf: .+\n/);
    expect(stdout).toContain("Marit Ekeland");
    expect(exitCode).toBe(0);
  });

  it("reports that no document can be read", async () => {
    const folder = createFolder();
    writeFileSync(path.join(folder, "broken.docx"), "no Word file");
    const index = path.join(createFolder(), "index.json");
    const { exitCode, stderr } = await run(["--folder", folder, "--index", index, "Why?"]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`No document in ${folder} could be read.`);
  });

  it("ends silently when its output is closed", async () => {
    const { stderr } = await run([...copyDocuments().argv, "Why?"], { closesEarly: true });
    expect(stderr).toBe("");
  });

  describe("with a server of its own", () => {
    const emulator = useEmulator();
    let environment: Record<string, string>;
    beforeAll(() => {
      environment = { COMETAPI_KEY: "sk-any", COMETAPI_BASE_URL: emulator.url };
    });

    const embedded = () =>
      emulator.requests
        .filter((request) => request.path === "/v1/embeddings")
        .map((request) => JSON.stringify(request.body));

    it("embeds only files that are new or have changed, and removes those that are gone", async () => {
      const { folder, index, argv } = copyDocuments();
      await run([...argv, "Who opened the observatory?"], { environment });
      emulator.reset();

      const same = await run([...argv, "Who opened the observatory?"], { environment });
      expect(same.stdout).toContain("3 documents as before");
      expect(embedded()).toHaveLength(1); // the question

      emulator.reset();
      writeFileSync(
        path.join(folder, "observatory.md"),
        "The observatory was opened by Ada Byron.\n",
      );
      writeFileSync(path.join(folder, "harbour.txt"), "The harbour is dredged in March.\n");
      rmSync(path.join(folder, "guesthouse.docx"));
      const changed = await run([...argv, "Who opened the observatory?"], { environment });
      for (const line of ["gone: guesthouse.docx", "new: harbour.txt", "changed: observatory.md"]) {
        expect(changed.stdout).toContain(`${line}\n`);
      }
      expect(changed.stdout).toContain("1 document as before");
      expect(changed.stdout).toContain("Ada Byron");
      expect(changed.stdout).not.toContain("Marit Ekeland");
      expect(embedded()).toHaveLength(3);
      expect(readFileSync(index, "utf8")).not.toMatch(/mackerel|sk-any/);
      expect(statSync(index).mode & 0o077).toBe(0);
    });

    it("makes a new index for another embedding model", async () => {
      const { argv } = copyDocuments();
      await run([...argv, "Why?"], { environment });
      const other = ["--embedding-model", "text-embedding-3-large"];
      const { stdout } = await run([...argv, ...other, "Why?"], { environment });
      expect(stdout).toContain("new: ferry.pdf");
    });

    it("continues where it was stopped", async () => {
      const { argv } = copyDocuments();
      let answers = 0;
      emulator
        .on((request) => request.api === "embeddings" && (answers += 1) > 1)
        .reply(fault("400"));
      const broken = await run([...argv, "Who opened the observatory?"], { environment });
      expect(broken.exitCode).toBe(1);
      expect(broken.stdout).toMatch(/new: ferry\.pdf\nFailed: /);
      emulator.reset();
      const { exitCode, stdout } = await run([...argv, "Who opened the observatory?"], {
        environment,
      });
      expect(exitCode).toBe(0);
      expect(stdout).toContain("1 document as before");
    });

    it("refuses a file that is not an index, and leaves it unchanged", async () => {
      const { index, argv } = copyDocuments();
      writeFileSync(index, "[1, 2");
      const { exitCode, stderr } = await run([...argv, "Why?"], { environment });
      expect(exitCode).toBe(2);
      expect(stderr).toContain("index.json is not an index");
      expect(readFileSync(index, "utf8")).toBe("[1, 2");
    });

    it("shows the sources that the answer names, and none if the documents do not contain the answer", async () => {
      const { argv } = copyDocuments();
      emulator.on("Sundays").reply("At 17:50 [ferry.pdf, page 2].");
      emulator.on("football").reply("Not in these documents.");
      const input = "When on Sundays?\nWho won the football cup?\n";
      const { stdout } = await run(argv, { environment, input });
      expect(stdout).toContain("At 17:50 [ferry.pdf, page 2].\nSources: ferry.pdf, page 2\n");
      expect(stdout).toMatch(/Not in these documents\.\n2 requests/);
    });

    it.each(["length", "content-filter"] as const)(
      "takes an answer that ended by %s for none",
      async (finish) => {
        emulator.on((request) => request.isStream).reply({ text: "The last", finish });
        const { exitCode, stdout } = await run([...copyDocuments().argv, "When?"], { environment });
        expect(exitCode).toBe(1);
        expect(stdout).toContain(`Failed: The answer is not whole: ${finish}`);
      },
    );

    it("says that the key is wrong", async () => {
      const strict = await startEmulator({ port: 0, apiKey: "sk-right" });
      onTestFinished(() => strict.close());
      const { exitCode, stdout, stderr } = await run([...copyDocuments().argv, "Why?"], {
        environment: { COMETAPI_KEY: "sk-wrong-key-of-mine", COMETAPI_BASE_URL: strict.url },
      });
      expect(exitCode).toBe(1);
      expect(stdout).toMatch(/\nFailed: status 401: .* Check the key/);
      expect(stdout + stderr).not.toContain("sk-wrong-key-of-mine");
    });
  });
});
