/**
 * The steps of a JSON path as Google writes them (RFC 9535, names and indexes only):
 * `$.items[0]['a b']` is `["items", 0, "a b"]`.
 */
export function parseJSONPath(path: string): (string | number)[] {
  return Array.from(path.replace(/^\$/, "").matchAll(STEP), ({ groups }) => {
    const { index, quoted, name } = groups ?? {};
    return index === undefined ? (quoted ?? name ?? "") : Number(index);
  });
}

const STEP =
  /\[(?<index>\d+)\]|\[(?<quote>['"])(?<quoted>.{0,1000}?)\k<quote>\]|(?<name>[^.[\]]+)/g;
