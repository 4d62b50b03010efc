import { isDeepStrictEqual } from "node:util";
import { createManifestFields } from "./create-manifest-fields.ts";
import type { RootManifest } from "./repository-address.ts";

/** Fields that npm shows or needs for an installation, besides those that are copied from the root's manifest. */
const required = ["name", "version", "description", "engines", "exports", "files", "type"];

/** Says what is wrong with the manifest of a package that will be published. Empty when nothing is. */
export function checkManifest(
  manifest: Readonly<Record<string, unknown>>,
  root: RootManifest,
  directory: string,
): string[] {
  const keywords = Array.isArray(manifest["keywords"]) ? manifest["keywords"].map(String) : [];
  const expected = Object.entries(createManifestFields(root, directory, keywords));
  return [
    ...required
      .filter((field) => manifest[field] === undefined || manifest[field] === "")
      .map((field) => `${directory}/package.json has no \`${field}\`.`),
    ...expected
      .filter(([field, value]) => !isDeepStrictEqual(manifest[field], value))
      .map(
        ([field, value]) =>
          `${directory}/package.json: \`${field}\` has to be ${JSON.stringify(value)}; ` +
          "`npm run write:manifests` writes it.",
      ),
    ...(keywords.length < root.keywords.length + 3
      ? [`${directory}/package.json has fewer than 3 \`keywords\` of its own.`]
      : []),
  ];
}
