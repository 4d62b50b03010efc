/** The sum of the known counts. Undefined if none is known. */
export function sumCounts(...counts: (number | undefined)[]): number | undefined {
  return counts.reduce(add, undefined);
}

function add(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : a + b;
}
