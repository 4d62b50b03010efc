import type { Framework, Product } from "../products/product.ts";
import { products } from "../products/product.ts";
import type { Measurement } from "./measurement.ts";
import { type Summary, summarize, summarizeRatio } from "./statistics.ts";

/** Everything that was measured in one run, to be asked in terms of lines and products. */
export class Results {
  readonly measurements: readonly Measurement[];

  constructor(measurements: readonly Measurement[]) {
    this.measurements = measurements;
  }

  find(subjectId: string, productId: string): Measurement | undefined {
    return this.measurements.find(
      (measurement) => measurement.subjectId === subjectId && measurement.productId === productId,
    );
  }

  summary(subjectId: string, productId: string): Summary | undefined {
    return summarize(this.find(subjectId, productId)?.samples ?? []);
  }

  /** What one product costs in terms of another on the same line, or on another line of its own. */
  ratio(
    [subjectId, productId]: readonly [string, string],
    [otherSubjectId, otherProductId]: readonly [string, string],
  ): Summary | undefined {
    const samples = this.find(subjectId, productId)?.samples ?? [];
    const others = this.find(otherSubjectId, otherProductId)?.samples ?? [];
    return summarizeRatio(samples, others);
  }

  /** What one product costs more than another, round by round. */
  above(
    [subjectId, productId]: readonly [string, string],
    [otherSubjectId, otherProductId]: readonly [string, string],
  ): number[] | undefined {
    const samples = this.find(subjectId, productId)?.samples;
    const others = this.find(otherSubjectId, otherProductId)?.samples;
    if (samples === undefined || others === undefined) return undefined;
    return samples.flatMap((sample, round) => {
      const other = others[round];
      return other === undefined ? [] : [sample - other];
    });
  }

  /** The peer that costs least on a line, among those that neither failed nor lost anything. */
  bestPeer(subjectId: string, framework: Framework): Product | undefined {
    const peers = products.filter(
      (product) => product.framework === framework && product.role === "peer",
    );
    return peers
      .filter(({ id }) => {
        const measurement = this.find(subjectId, id);
        return measurement?.lost.length === 0 && measurement.failure === undefined;
      })
      .flatMap((product) => {
        const median = this.summary(subjectId, product.id)?.median;
        return median === undefined ? [] : [{ product, median }];
      })
      .toSorted((a, b) => a.median - b.median)[0]?.product;
  }
}
