// Does everything that a release does except publish: `npm run release:check`. It works in a copy of the
// working tree without untracked files, and publishes to a registry on this machine. It needs npm's registry
// for other packages, no key, and about ten minutes. With `-- --quick` it checks only the READMEs on npm and
// the quick consumers.
import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { parseOptions, readCommandLine } from "../apps/terminal/src/command.ts";
import { checkConsumers, type Outcome } from "./consumers/check-consumers.ts";
import { checkPages, listStartPages } from "./consumers/check-pages.ts";
import { checkReadmes } from "./consumers/check-readmes.ts";
import { consumers } from "./consumers/consumers.ts";
import { openWorkshop } from "./consumers/open-workshop.ts";
import { describeRegistry, publishedPackages } from "./consumers/publish-tarballs.ts";
import { createCopy } from "./create-copy.ts";
import { checkContents } from "./release/check-contents.ts";
import { checkLicences } from "./release/check-licences.ts";
import { checkManifest } from "./release/check-manifest.ts";
import { checkSizes, type Sizes } from "./release/check-sizes.ts";
import { findDeadLinks } from "./release/find-dead-links.ts";
import { measureBundle } from "./release/measure-bundle.ts";
import { packRelease } from "./release/pack-release.ts";
import { isAddressUnknown } from "./release/repository-address.ts";
import { isOfRepository, listLinks } from "./release/rewrite-links.ts";
import { sizeSubjects } from "./release/size-subjects.ts";

interface Release {
  name: string;
  version: string;
  tarball: { path: string };
}

const helpText = `Does everything that a release does except publish, and says what fails.

Usage: npm run release:check -- [options]

  --quick   of the READMEs, pages and consumers only what is quick
  --help    show this
`;
const { quick: isQuick } = readCommandLine({
  helpText,
  readArguments: (argv) =>
    parseOptions({ args: [...argv], options: { quick: { type: "boolean" } } }).values,
});
const root = path.dirname(import.meta.dirname);
const copy = createCopy(root, "release");
const workshop = await openWorkshop();
const { registry } = workshop;
const env = { ...process.env, pnpm_config_registry: registry.url, PNPM_CONFIG_PROVENANCE: "false" };
const firstFolder = path.join(path.dirname(copy), "first");
const laterFolder = path.join(path.dirname(copy), "later");
let failed = 0;

try {
  await step("versions are set by changesets", setVersions);
  await step("packages build, publint and attw agree, and are packed", () => pack(firstFolder));
  await step("manifests have every field", checkManifests);
  await step("tarballs hold what is on their lists", checkTarballs);
  await step("links lead somewhere, in the repository and from npm", checkLinks);
  await step("the first release is published, without provenance", publishFirst);
  await step("sizes are within their budgets", checkAllSizes);
  await step("licences, and a bill of materials", checkBill);
  await step("a later release asks for provenance, and publishes only what changed", publishLater);
  // These take the longest, and would only fail again where something failed above.
  if (failed === 0) await useAsOthersDo();
} finally {
  await workshop.close();
}
if (isAddressUnknown(readJson(root, "package.json"))) {
  console.log(
    "\nNot ready to be published: the repository's address in package.json is a placeholder.",
  );
}
console.log(failed === 0 ? "\nAll checks passed." : `\n${failed} checks failed.`);
process.exitCode = failed === 0 ? 0 : 1;

/** Follows the READMEs and the Start pages and sets up the consumers, from the registry on this machine. */
async function useAsOthersDo(): Promise<void> {
  for (const manager of ["npm", "pnpm", "yarn"] as const) {
    if (isQuick && manager !== "npm") continue;
    await each(checkReadmes(workshop, copy, manager));
    if (!isQuick) await each(checkPages(workshop, listStartPages(), manager));
  }
  const chosen = isQuick ? consumers.filter((consumer) => consumer.isQuick === true) : consumers;
  await each(checkConsumers(workshop, chosen));
}

async function setVersions(): Promise<string[]> {
  writeFileSync(path.join(copy, ".npmrc"), describeRegistry(registry));
  await writeVersions();
  return publishedPackages
    .map((name) => readJson(copy, `packages/${name}/package.json`))
    .filter(({ version }) => version === "0.0.0")
    .map(({ name }) => `${name} has no changeset.`);
}

async function writeVersions(): Promise<void> {
  await runInCopy(["changeset", "version"]);
  await runInCopy(["node", "scripts/write-versions.mjs"]);
}

async function pack(folder: string): Promise<string[]> {
  await packRelease(copy, folder, env);
  return [];
}

async function checkManifests(): Promise<string[]> {
  const packed = await Promise.all(
    listReleases(firstFolder).map(async ({ tarball }) =>
      JSON.parse(await readTarball(firstFolder, tarball.path, "package.json")),
    ),
  );
  return packed.flatMap((manifest) =>
    checkManifest(manifest, readJson(root, "package.json"), `packages/${folderOf(manifest.name)}`),
  );
}

async function checkTarballs(): Promise<string[]> {
  const problems = await Promise.all(
    listReleases(firstFolder).map(async ({ name, tarball }) => {
      const { stdout } = await run("tar", ["-tzf", path.join(firstFolder, tarball.path)]);
      const files = stdout.trim().split("\n");
      return checkContents(
        folderOf(name),
        files.map((file) => file.replace(/^package\//, "")),
      );
    }),
  );
  return problems.flat();
}

async function checkLinks(): Promise<string[]> {
  const { stdout } = await run("git", ["ls-files"], { cwd: root });
  const files = stdout.trim().split("\n");
  const folders = new Set(files.flatMap(listFolders));
  const targets = {
    exists: (file: string) => files.includes(file) || folders.has(file.replace(/\/$/, "")),
    read: (file: string) => readFileSync(path.join(root, file), "utf8"),
  };
  const documents = files.filter((file) => /^(packages\/[^/]+\/)?[^/]+\.md$/.test(file));
  const packed = await Promise.all(
    listReleases(firstFolder).map(async ({ name, tarball }) => {
      const readme = await readTarball(firstFolder, tarball.path, "README.md");
      return listLinks(readme)
        .filter(isOfRepository)
        .map((link) => `${name}'s README on npm: ${link}`);
    }),
  );
  return [...documents.flatMap((file) => findDeadLinks(file, targets)), ...packed.flat()];
}

async function publishFirst(): Promise<string[]> {
  await publish(firstFolder, {});
  const expected = publishedPackages.map((name) => `@cometapi/${name}@`);
  return expected
    .filter((name) => !registry.published.some((published) => published.startsWith(name)))
    .map((name) => `${name} was not published: ${registry.published.join(", ")}.`);
}

async function checkAllSizes(): Promise<string[]> {
  const folder = await install();
  const problems: string[] = [];
  for (const { name, tarball } of listReleases(firstFolder)) {
    const sizes: Sizes = { tarball: statSync(path.join(firstFolder, tarball.path)).size };
    const subject = sizeSubjects[folderOf(name)];
    if (subject !== undefined) {
      const { code, external } = subject;
      sizes.firstChunk = await measureBundle(code, folder, "first chunk", external);
      sizes.oneFile = await measureBundle(code, folder, "one file", external);
    }
    console.log(`        ${name}: ${JSON.stringify(sizes)}`);
    problems.push(...checkSizes(folderOf(name), sizes));
  }
  return problems;
}

async function checkBill(): Promise<string[]> {
  const folder = await install();
  const { stdout } = await run("npm", ["sbom", "--sbom-format", "cyclonedx"], { cwd: folder });
  mkdirSync(path.join(root, "release"), { recursive: true });
  writeFileSync(path.join(root, "release/sbom.cdx.json"), stdout);
  return checkLicences(JSON.parse(stdout));
}

async function publishLater(): Promise<string[]> {
  const change = '---\n"@cometapi/core": patch\n---\n\nA change.\n';
  writeFileSync(path.join(copy, ".changeset/a-change.md"), change);
  await writeVersions();
  await packRelease(copy, laterFolder, env);
  const before = registry.published.length;
  const refusal = await publish(laterFolder, { PNPM_CONFIG_PROVENANCE: "true" }).catch(
    describeFailure,
  );
  const planned = listReleases(laterFolder).map(({ name, version }) => `${name}@${version}`);
  const isRefused = registry.published.length === before && /provenance/i.test(refusal);
  await publish(laterFolder, {});
  const published = registry.published.slice(before);
  return [
    ...(isRefused ? [] : [`Provenance was not asked for: ${refusal}`]),
    ...(published.some((name) => name.startsWith("@cometapi/core@")) ? [] : ["Core is missing."]),
    ...(published.length === planned.length && published.length < publishedPackages.length
      ? []
      : [`Published were ${published.join(", ")}, planned ${planned.join(", ")}.`]),
  ];
}

/** Publishes what was packed to the registry on this machine, by the command that a release uses. */
async function publish(folder: string, variables: NodeJS.ProcessEnv): Promise<string> {
  const command = ["changeset", "publish", "--from-pack-dir", folder, "--no-git-tag"];
  return runInCopy(command, variables);
}

/** Makes a folder in which npm has installed all published packages from the registry. */
async function install(): Promise<string> {
  const folder = await workshop.createFolder("installed");
  writeFileSync(
    path.join(folder, "package.json"),
    '{ "name": "all", "version": "1.0.0", "private": true }',
  );
  const names = publishedPackages.map((name) => `@cometapi/${name}`);
  await workshop.run(folder, ["npm", "install", "--no-audit", "--no-fund", ...names]);
  return folder;
}

async function runInCopy(
  [program = "", ...rest]: readonly string[],
  variables: NodeJS.ProcessEnv = {},
): Promise<string> {
  const { stdout, stderr } = await run(program, rest, { cwd: copy, env: { ...env, ...variables } });
  return stdout + stderr;
}

async function readTarball(folder: string, tarball: string, file: string): Promise<string> {
  const { stdout } = await run("tar", ["-xzOf", path.join(folder, tarball), `package/${file}`]);
  return stdout;
}

function listReleases(folder: string): Release[] {
  return readJson(folder, "publish-plan.json").plan.flat();
}

function listFolders(file: string): string[] {
  const parts = file.split("/").slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}

function folderOf(packageName: string): string {
  return packageName.slice("@cometapi/".length);
}

function readJson(folder: string, file: string) {
  return JSON.parse(readFileSync(path.join(folder, file), "utf8"));
}

function run(
  program: string,
  programArguments: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<{ stdout: string; stderr: string }> {
  return promisify(execFile)(program, programArguments, { ...options, maxBuffer: 2 ** 26 });
}

async function step(name: string, check: () => Promise<string[]>): Promise<void> {
  const startedAtMs = Date.now();
  const problems = await check().catch((error: unknown) => [describeFailure(error)]);
  report(name, problems, `${Math.round((Date.now() - startedAtMs) / 1000)} s`);
}

async function each(outcomes: AsyncIterable<Outcome>): Promise<void> {
  for await (const { consumer, adapter, problem, note } of outcomes) {
    report(`${consumer}: @cometapi/${adapter}`, problem === undefined ? [] : [problem], note);
  }
}

function report(name: string, problems: readonly string[], note: string): void {
  if (problems.length > 0) failed += 1;
  console.log(
    problems.length === 0
      ? `ok      ${name} (${note})`
      : `FAILED  ${name}\n${problems.map((problem) => `        ${problem}`).join("\n")}`,
  );
}

function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const outputs = ["stdout", "stderr"].map((name) => String(Reflect.get(error, name) ?? ""));
  return [error.message, ...outputs].join("\n");
}
