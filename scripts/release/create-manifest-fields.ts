import type { RootManifest } from "./repository-address.ts";

/**
 * The fields that a published package takes from the root's manifest.
 *
 * @param directory The folder of the package in the repository.
 * @param keywords The package's own keywords. Those of the root are added.
 */
export function createManifestFields(
  root: RootManifest,
  directory: string,
  keywords: readonly string[],
): Record<string, unknown> {
  return {
    keywords: [...new Set([...root.keywords, ...keywords])].toSorted(),
    homepage: root.homepage,
    bugs: root.bugs,
    license: root.license,
    author: root.author,
    repository: { ...root.repository, directory },
    publishConfig: { access: "public" },
  };
}
