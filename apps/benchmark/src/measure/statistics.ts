/** What is told of several samples. */
export interface Summary {
  median: number;
  /** A quarter of the samples lies below. */
  lower: number;
  /** A quarter of the samples lies above. */
  upper: number;
}

/** Median and quartiles. Undefined without samples. */
export function summarize(samples: readonly number[]): Summary | undefined {
  if (samples.length === 0) return undefined;
  const sorted = samples.toSorted((a, b) => a - b);
  return {
    median: quantile(sorted, 0.5),
    lower: quantile(sorted, 0.25),
    upper: quantile(sorted, 0.75),
  };
}

/**
 * How much one product costs in terms of another: the ratio of each pair of samples that were taken
 * one right after the other, so that a machine that slows down in between slows both.
 */
export function summarizeRatio(
  samples: readonly number[],
  others: readonly number[],
): Summary | undefined {
  const ratios = samples.flatMap((sample, round) => {
    const other = others[round];
    return other === undefined || other === 0 ? [] : [sample / other];
  });
  return summarize(ratios);
}

function quantile(sorted: readonly number[], part: number): number {
  const position = (sorted.length - 1) * part;
  const below = sorted[Math.floor(position)] ?? Number.NaN;
  const above = sorted[Math.ceil(position)] ?? Number.NaN;
  return below + (above - below) * (position - Math.floor(position));
}
