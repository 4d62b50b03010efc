/** The sizes of a package, in bytes. */
export interface Sizes {
  /** The tarball, which is downloaded. */
  tarball: number;
  /** What a page loads before the first call, minified and gzipped. */
  firstChunk?: number;
  /** All code in one file, minified and gzipped. */
  oneFile?: number;
}

/** The largest allowed sizes of each package, by the name of its folder: a few percent above today's. */
export const budgets: Record<string, Sizes> = {
  core: { tarball: 980_000, firstChunk: 33_500, oneFile: 96_000 },
  // The package's own bundle-size.test.ts has the same limits.
  "ai-sdk-provider": { tarball: 102_000, firstChunk: 40_000, oneFile: 107_000 },
  langchain: { tarball: 174_000, firstChunk: 50_000, oneFile: 112_000 },
  llamaindex: { tarball: 126_000, firstChunk: 44_500, oneFile: 107_000 },
  emulator: { tarball: 630_000 },
};

/** Says which sizes are above their budget. */
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
