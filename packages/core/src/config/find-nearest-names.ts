/**
 * Names of settings in other packages, in lower case without `_` and `-`, and the names here. The first name
 * that is known here is suggested. There are several where the other package puts them into one object.
 */
const FOREIGN_NAMES: Readonly<Record<string, readonly string[]>> = {
  additionalkwargs: ["extraBody"],
  additionalsessionoptions: ["baseURL", "headers", "fetch"],
  basepath: ["baseURL"],
  clientoptions: ["baseURL", "headers", "fetch"],
  configuration: ["baseURL", "headers", "fetch"],
  defaultheaders: ["headers"],
  endpoint: ["baseURL"],
  maxcompletiontokens: ["maxTokens", "maxOutputTokens"],
  maxoutputtokens: ["maxTokens", "maxOutputTokens"],
  modelid: ["model"],
  modelkwargs: ["extraBody"],
  modelname: ["model"],
  openaiapikey: ["apiKey"],
  stop: ["stopSequences"],
  stopsequences: ["stop"],
  timeoutms: ["timeout"],
  token: ["apiKey"],
};

/**
 * The names that a mistyped one may stand for: the same name in another spelling, or the name for another
 * package's setting; otherwise those that differ by the fewest letters, at most one in three. Empty if there
 * are none.
 */
export function findNearestNames(name: string, known: readonly string[]): string[] {
  const folded = foldName(name);
  const same = known.find((candidate) => foldName(candidate) === folded);
  if (same !== undefined) return [same];
  const foreign = Object.hasOwn(FOREIGN_NAMES, folded) ? (FOREIGN_NAMES[folded] ?? []) : [];
  const meant = foreign.filter((candidate) => known.includes(candidate));
  if (meant.length > 0) return meant;
  const distances = known.map((candidate) => countEdits(folded, foldName(candidate)));
  const least = Math.min(...distances);
  if (least > Math.ceil(folded.length / 3)) return [];
  return known.filter((_, index) => distances[index] === least);
}

function foldName(name: string): string {
  return name.toLowerCase().replaceAll(/[\s._-]/g, "");
}

/** How many letters must be inserted, removed or replaced to turn one text into the other. */
function countEdits(first: string, second: string): number {
  let row = Array.from({ length: second.length + 1 }, (_, index) => index);
  for (const [index, letter] of Array.from(first).entries()) {
    const next = [index + 1];
    for (const [column, other] of Array.from(second).entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
