import * as fc from "fast-check";

/** Any JSON value. */
export const json: fc.Arbitrary<unknown> = fc.jsonValue({ maxDepth: 3 });

/** A value of the right shape, or in one case of five any other. */
export function sloppy<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 4, arbitrary }, { weight: 1, arbitrary: json });
}

/** An object that may lack any of these members, or in one case of five any other value. */
export function partial(members: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<unknown> {
  return sloppy(fc.record(members, { requiredKeys: [] }));
}
