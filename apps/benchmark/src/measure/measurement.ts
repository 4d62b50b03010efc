/** What was measured of one product on one line. */
export interface Measurement {
  subjectId: string;
  productId: string;
  /** In the line's unit, one per round, in order. */
  samples: number[];
  /** What the product did not hand out, e.g. `reasoning`. */
  lost: string[];
  /** Why there are no samples, where there should be. */
  failure: string | undefined;
}
