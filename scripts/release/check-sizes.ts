/** What a package takes, in bytes. */
export interface Sizes {
  /** The tarball, which is what is downloaded. */
  tarball: number;
  /** Minified and gzipped, what a page loads before the first call. */
  firstChunk?: number;
  /** Minified and gzipped, everything in one file. */
  oneFile?: number;
}

/** The most that each package may take, by its folder's name, with a few percent of room. */
export const budgets: Record<string, Sizes> = {};

/** Says which sizes are over their budget. */
export function checkSizes(name: string, sizes: Sizes, budget = budgets[name]): string[] {
  if (budget === undefined) return [`There is no budget for @cometapi/${name}.`];
  return (["tarball", "firstChunk", "oneFile"] as const).flatMap((kind) => {
    const most = budget[kind];
    const taken = sizes[kind];
    if (most === undefined) return [];
    if (taken === undefined) return [`@cometapi/${name}: ${kind} was not measured.`];
    return taken > most ? [`@cometapi/${name}: ${kind} takes ${taken} bytes of ${most}.`] : [];
  });
}
