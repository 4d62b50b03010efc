/** The part of a bill of materials in CycloneDX's format that is read here. */
export interface BillOfMaterials {
  components: { name: string; version: string; licenses?: Licence[] }[];
}

interface Licence {
  license?: { id?: string; name?: string };
  expression?: string;
}

/** Licences that demand no more than to be named. */
const allowed = new Set([
  "0BSD",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "ISC",
  "MIT",
  "Unlicense",
]);

/** Packages whose manifest names no licence. Their licence file was read: it is the MIT licence. */
const named = new Set(["@llamaindex/core", "@llamaindex/env"]);

/** Says which packages have a licence that is not on the list, or none. */
export function checkLicences({ components }: BillOfMaterials): string[] {
  return components.flatMap(({ name, version, licenses = [] }) => {
    const names = licenses.map(
      ({ license, expression }) => expression ?? license?.id ?? license?.name ?? "",
    );
    return names.some(isAllowed) || (names.length === 0 && named.has(name))
      ? []
      : [`${name}@${version} comes under ${names.join(", ") || "no licence"}.`];
  });
}

/** Whether the list has the licence, or one of several that a user may choose from. */
function isAllowed(licence: string): boolean {
  return licence
    .replaceAll(/[()]/g, "")
    .split(" OR ")
    .some((choice) => choice.split(" AND ").every((part) => allowed.has(part)));
}
