// Runs a command with the repository's own tools: `node scripts/with-toolchain.mjs <command> [arguments]`.
//
// Installs the dependencies when they are missing or out of date, then puts node_modules/.bin first
// on PATH, where the pinned Node and every tool are. Needs nothing but Node 20, npm and the registry;
// once everything is installed, not even that.
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const isWindows = process.platform === "win32";
const [command, ...commandArguments] = process.argv.slice(2);

if (command === undefined) {
  console.error("Usage: node scripts/with-toolchain.mjs <command> [arguments]");
  process.exit(2);
}
if (!isInstalled()) await installAlone();
await run();

/** Whether the last complete installation used this lockfile and is newer than every manifest. */
function isInstalled() {
  try {
    // pnpm removes the first file when an installation begins and writes it again when it ends.
    for (const file of ["node_modules/.modules.yaml", "node_modules/.bin/node"]) changedAtMs(file);
    const installedAtMs = changedAtMs("node_modules/.pnpm-workspace-state-v1.json");
    const manifests = ["package.json", "pnpm-workspace.yaml", ...workspaceManifests()];
    return (
      readFileSync(fromRoot("pnpm-lock.yaml")).equals(
        readFileSync(fromRoot("node_modules/.pnpm/lock.yaml")),
      ) && manifests.every((manifest) => changedAtMs(manifest) <= installedAtMs)
    );
  } catch {
    return false;
  }
}

function workspaceManifests() {
  return ["packages", "apps"]
    .flatMap((parent) =>
      readdirSync(fromRoot(parent)).map((name) => `${parent}/${name}/package.json`),
    )
    .filter((manifest) => existsSync(fromRoot(manifest)));
}

function changedAtMs(file) {
  return statSync(fromRoot(file)).mtimeMs;
}

/** Two installations at the same time would break each other, so the second one waits for the first. */
async function installAlone() {
  const lock = fromRoot(".install.lock");
  while (!takeLock(lock)) await new Promise((resolve) => setTimeout(resolve, 200));
  const release = () => rmSync(lock, { force: true });
  process.on("exit", release);
  if (!isInstalled()) await install();
  release();
  process.off("exit", release);
}

function takeLock(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch {
    if (!isHeld(lock)) rmSync(lock, { force: true });
    return false;
  }
}

/** Whether the process that holds the lock still runs. */
function isHeld(lock) {
  try {
    return process.kill(Number(readFileSync(lock, "utf8")), 0);
  } catch {
    return false;
  }
}

async function install() {
  const { devEngines } = JSON.parse(readFileSync(fromRoot("package.json"), "utf8"));
  const { name, version } = devEngines.packageManager;
  const stopProgress = showProgress("Installing dependencies");
  const installer = start(
    "npx",
    ["--yes", `${name}@${version}`, "install", "--frozen-lockfile", "--reporter=append-only"],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  const log = [];
  installer.stdout.on("data", (chunk) => log.push(chunk));
  installer.stderr.on("data", (chunk) => log.push(chunk));
  const exitCode = await exitCodeOf(installer);
  stopProgress(exitCode === 0);
  if (exitCode !== 0) {
    process.stderr.write(Buffer.concat(log));
    console.error(`\nThe dependencies could not be installed; ${name}'s own words are above.`);
    process.exit(exitCode);
  }
}

/**
 * Shows a line while something runs; in a terminal the line counts the seconds. Returns the function that ends
 * it.
 */
function showProgress(text) {
  const startedAtMs = Date.now();
  const seconds = () => Math.round((Date.now() - startedAtMs) / 1000);
  if (!process.stderr.isTTY) {
    process.stderr.write(`${text} (once, about half a minute) …\n`);
    return (isDone) => isDone && process.stderr.write(`Installed in ${seconds()} s.\n`);
  }
  const draw = () => process.stderr.write(`\r${text} (once, about half a minute) … ${seconds()} s`);
  draw();
  const timer = setInterval(draw, 1000);
  return () => {
    clearInterval(timer);
    process.stderr.write("\r\u001B[2K");
  };
}

async function run() {
  process.exit(await exitCodeOf(start(command, commandArguments, { stdio: "inherit" })));
}

function start(program, programArguments, options) {
  const pathName = Object.keys(process.env).find((name) => name.toUpperCase() === "PATH") ?? "PATH";
  const environment = {
    ...process.env,
    [pathName]: [fromRoot("node_modules/.bin"), process.env[pathName]].join(path.delimiter),
    DO_NOT_TRACK: "1",
  };
  const spawnOptions = { cwd: root, env: environment, ...options };
  // On Windows only a shell finds the `.cmd` files of node_modules/.bin.
  const child = isWindows
    ? spawn([program, ...programArguments.map(quote)].join(" "), { ...spawnOptions, shell: true })
    : spawn(program, programArguments, spawnOptions);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => child.kill(signal));
  }
  return child;
}

function exitCodeOf(child) {
  return new Promise((resolve) => {
    child.on("error", (error) => {
      console.error(`${child.spawnfile} could not be started: ${error.message}`);
      resolve(127);
    });
    child.on("close", (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}

function quote(argument) {
  return `"${argument.replaceAll('"', '\\"')}"`;
}

function fromRoot(relativePath) {
  return path.join(root, relativePath);
}
