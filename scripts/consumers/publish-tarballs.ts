import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import type { Registry } from "../release/start-registry.ts";

const execute = promisify(execFile);

/** The published packages. Each comes after those that it depends on. */
export const publishedPackages = ["core", "ai-sdk-provider", "langchain", "llamaindex", "emulator"];

/**
 * Packs the built packages and publishes them to the registry on this machine.
 *
 * @param root The repository's folder.
 */
export async function publishTarballs(root: string, registry: Registry): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "cometapi-tarballs-"));
  try {
    await writeFile(path.join(folder, ".npmrc"), describeRegistry(registry));
    await Promise.all(publishedPackages.map((name) => publish(name)));
  } finally {
    await rm(folder, { recursive: true });
  }

  async function publish(name: string): Promise<void> {
    const tarball = path.join(folder, `${name}.tgz`);
    await execute("pnpm", ["pack", "--out", tarball], { cwd: path.join(root, "packages", name) });
    const options = ["--registry", registry.url, "--access", "public", "--no-git-checks"];
    const env = { ...process.env, pnpm_config_registry: registry.url };
    await execute("pnpm", ["publish", tarball, ...options], { cwd: folder, env });
  }
}

/** The lines of `.npmrc` that name a registry for all packages, with a token that it accepts. */
export function describeRegistry({ url }: Registry): string {
  const host = url.slice("http:".length);
  return `registry=${url}\n@cometapi:registry=${url}\n${host}/:_authToken=any\n`;
}
