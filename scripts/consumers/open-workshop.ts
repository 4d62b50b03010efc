import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { startEmulator } from "../../packages/emulator/src/index.ts";
import { type Registry, startRegistry } from "../release/start-registry.ts";
import { type Program, startProgram } from "./start-program.ts";

const execute = promisify(execFile);

/** No program takes this long, even on a very busy machine. The limit only ends programs that wait for ever. */
const PATIENCE_MS = 1_200_000;

/** A place outside the repository, without its settings, where the published packages are installed and used. */
export interface Workshop {
  registry: Registry;
  /** Makes an empty folder. */
  createFolder: (name: string) => Promise<string>;
  /**
   * Runs a program in a folder as a new user would. The home folder is empty, except for the setting that finds
   * `@cometapi` in the registry on this machine. The environment has a key, and the emulator's address instead
   * of CometAPI's.
   *
   * @returns What it printed, on stdout and stderr. When the program fails, the promise rejects with that.
   */
  run: (folder: string, command: readonly string[]) => Promise<string>;
  /** Starts a program that does not end by itself, in the same environment with more variables. */
  start: (
    folder: string,
    command: readonly string[],
    variables: Readonly<Record<string, string>>,
  ) => Program;
  /** The key and the address of the emulator, which a program finds in its environment. */
  variables: Readonly<Record<"COMETAPI_KEY" | "COMETAPI_BASE_URL", string>>;
  close: () => Promise<void>;
}

export async function openWorkshop(): Promise<Workshop> {
  const work = await mkdtemp(path.join(tmpdir(), "cometapi-consumers-"));
  const registry = await startRegistry();
  const emulator = await startEmulator({ port: 0, apiKey: "consumer" });
  const home = path.join(work, "home");
  await mkdir(home);
  await writeFile(path.join(home, ".npmrc"), `@cometapi:registry=${registry.url}\n`);
  await writeFile(
    path.join(home, ".yarnrc.yml"),
    `npmScopes:\n  cometapi:\n    npmRegistryServer: "${registry.url}"\nunsafeHttpWhitelist: ["127.0.0.1"]\n`,
  );
  const variables = { COMETAPI_KEY: "consumer", COMETAPI_BASE_URL: emulator.url };
  const env = {
    ...withoutSettings(process.env),
    HOME: home,
    USERPROFILE: home,
    // The caches of the developer, so that nothing is downloaded twice. Everything else is empty.
    npm_config_cache: path.join(homedir(), ".npm"),
    pnpm_config_store_dir: path.join(homedir(), ".local/share/pnpm/store"),
    YARN_ENABLE_TELEMETRY: "0",
    NEXT_TELEMETRY_DISABLED: "1",
    WRANGLER_SEND_METRICS: "false",
    NO_COLOR: "1",
    ...variables,
  };
  return {
    registry,
    variables,
    async createFolder(name) {
      const folder = path.join(work, name);
      await mkdir(folder, { recursive: true });
      return folder;
    },
    async run(folder, [program = "", ...programArguments]) {
      const running = execute(program, programArguments, {
        cwd: folder,
        env,
        maxBuffer: 64 * 1024 * 1024,
        timeout: PATIENCE_MS,
      });
      // Without input, a program that asks a question does not wait for an answer.
      running.child.stdin?.end();
      const { stdout, stderr } = await running.catch((error: object) => {
        const printed = `${Reflect.get(error, "stdout")}${Reflect.get(error, "stderr")}`;
        const command = [program, ...programArguments].join(" ");
        const failed = Reflect.get(error, "killed") === true ? "did not end" : "failed";
        throw new Error(`${command} ${failed} in ${folder}:\n${printed}`, { cause: error });
      });
      return stdout + stderr;
    },
    start: (folder, command, own) => startProgram(folder, command, { ...env, ...own }),
    async close() {
      await Promise.all([registry.close(), emulator.close()]);
      await rm(work, { recursive: true, force: true });
    },
  };
}

/** Removes keys, and the variables that a package manager sets for the scripts that it runs. */
function withoutSettings(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(environment).filter(
      ([name]) => !/^(npm_|pnpm_|yarn_|comet|node_options$|xdg_)/i.test(name),
    ),
  );
}
