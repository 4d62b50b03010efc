import type { RootManifest } from "./repository-address.ts";

/**
 * The fields of a published package's manifest that follow from the root's.
 *
 * @param directory Where the package is in the repository.
 * @param keywords Its own; those of the root are added.
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
