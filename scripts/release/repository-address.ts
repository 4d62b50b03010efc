/** The fields of the root's manifest that all packages share. They are set only there. */
export interface RootManifest {
  author: string;
  bugs: string;
  homepage: string;
  keywords: string[];
  license: string;
  repository: { type: string; url: string };
}

/** Stands for the owner of the repository on GitHub while that is not known. */
const UNKNOWN_OWNER = "/OWNER/";

/** The address of the repository for browsers, without a slash at the end. */
export function getRepositoryAddress({ repository }: Pick<RootManifest, "repository">): string {
  return repository.url.replace(/^git\+/, "").replace(/\.git$/, "");
}

/** Whether the repository's address is the placeholder, with which nothing may be published. */
export function isAddressUnknown(root: Pick<RootManifest, "repository">): boolean {
  return getRepositoryAddress(root).includes(UNKNOWN_OWNER);
}
