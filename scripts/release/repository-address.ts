/** The fields of the root's manifest that packages have in common: the one place where they are set. */
export interface RootManifest {
  author: string;
  bugs: string;
  homepage: string;
  keywords: string[];
  license: string;
  repository: { type: string; url: string };
}

/** Whoever owns the repository on GitHub, as long as that is not known. */
const UNKNOWN_OWNER = "/OWNER/";

/** Where the repository is, for browsers, without a slash at the end. */
export function getRepositoryAddress({ repository }: Pick<RootManifest, "repository">): string {
  return repository.url.replace(/^git\+/, "").replace(/\.git$/, "");
}

/** Whether the repository's address is the placeholder, with which nothing may be published. */
export function isAddressUnknown(root: Pick<RootManifest, "repository">): boolean {
  return getRepositoryAddress(root).includes(UNKNOWN_OWNER);
}
