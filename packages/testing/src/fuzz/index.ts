export { findContradictions, type Outcome } from "./find-contradictions.ts";
export { readSamples, type Sample } from "./read-samples.ts";
export { type Damage, serveSample } from "./serve-sample.ts";
