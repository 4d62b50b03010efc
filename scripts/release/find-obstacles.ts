import { isAddressUnknown, type RootManifest } from "./repository-address.ts";

/** The reasons why the packed packages must not be published. Empty when they may be. */
export function findObstacles(
  root: Pick<RootManifest, "repository">,
  packed: readonly { version: string }[] | undefined,
): string[] {
  return [
    ...(isAddressUnknown(root)
      ? [
          "The repository's address is not known yet: set `repository` and `bugs` in the root's " +
            "package.json, and run `npm run write:manifests`.",
        ]
      : []),
    ...(packed === undefined ? ["Nothing was packed: run `npm run release:pack`."] : []),
    ...(packed?.some(({ version }) => version === "0.0.0")
      ? ["Versions are not set yet: run `npm run version`, and commit what it writes."]
      : []),
  ];
}
