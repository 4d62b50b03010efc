import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { startEmulator } from "../packages/emulator/src/index.ts";

const root = path.dirname(import.meta.dirname);

/** Runs a program without a shell. Rejects when it fails, with what it printed. */
export function run(
  program: string,
  programArguments: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<{ stdout: string; stderr: string }> {
  return promisify(execFile)(program, programArguments, options);
}

/** What a check of packed packages works with. */
export interface ConsumerTools {
  /** Packs a folder of `packages` as npm would publish it. Gives the path of the tarball. */
  pack: (name: string) => Promise<string>;
  /** Makes a folder outside the repository with a `package.json` of these fields. Gives its path. */
  createFolder: (name: string, manifest?: Record<string, unknown>) => Promise<string>;
  /** Installs packages into a folder, with npm. */
  install: (folder: string, packages: readonly string[]) => Promise<void>;
  /** The environment in which packages find the emulator, as if it were CometAPI. */
  environment: NodeJS.ProcessEnv;
}

/**
 * Runs a check of packed packages with an emulator and a folder of its own, and removes both. A check
 * that throws is printed with what its programs printed, and makes this process exit with 1.
 */
export async function runConsumerCheck(
  check: (tools: ConsumerTools) => Promise<void>,
): Promise<void> {
  const work = await mkdtemp(path.join(tmpdir(), "cometapi-consumer-"));
  const emulator = await startEmulator({ port: 0, apiKey: "consumer" });
  try {
    await check({
      async pack(name) {
        const cwd = path.join(root, "packages", name);
        const { stdout } = await run("pnpm", ["pack", "--json", "--pack-destination", work], {
          cwd,
        });
        const { filename }: { filename: string } = JSON.parse(stdout);
        return path.resolve(work, filename);
      },
      async createFolder(name, manifest = {}) {
        const folder = path.join(work, name);
        await mkdir(folder);
        const text = JSON.stringify({ private: true, ...manifest });
        await writeFile(path.join(folder, "package.json"), text);
        return folder;
      },
      async install(folder, packages) {
        const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
        await run("npm", ["install", ...quiet, ...packages], { cwd: folder });
      },
      environment: {
        ...process.env,
        COMETAPI_KEY: "consumer",
        COMETAPI_BASE_URL: emulator.url,
        NODE_OPTIONS: "",
      },
    });
  } catch (error) {
    console.error(describeFailure(error));
    process.exitCode = 1;
  } finally {
    await emulator.close();
    await rm(work, { recursive: true, force: true });
  }
}

function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const outputs = ["stdout", "stderr"].map((name) => String(Reflect.get(error, name) ?? ""));
  return [error.stack, ...outputs].join("\n");
}
