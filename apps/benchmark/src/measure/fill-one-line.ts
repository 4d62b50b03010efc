import type { Role } from "../products/product.ts";
import { expectedContent, type Received, type StreamShape } from "../stream-shape.ts";
import type { Reading, Workload } from "./subject.ts";

/** A workload with one line. */
export type WorkloadOfOneLine = Omit<Workload, "readings" | "title"> & Reading;

/** A workload that fills one line. */
export function fillOneLine({
  id,
  framework,
  title,
  unit,
  isQuick,
  value,
  ...workload
}: WorkloadOfOneLine): Workload {
  return { title, readings: [{ id, framework, title, unit, isQuick, value }], ...workload };
}

/** Everything that is measured where nothing is asked of the server but a stream. */
export const everyRole: readonly Role[] = ["floor", "part", "ours", "peer", "nothing"];

/** Where the framework itself does nothing to speak of. */
export const withoutNothing: readonly Role[] = ["floor", "ours", "peer"];

/** What a number of streams of one shape must give. */
export function contentOfStreams(shape: StreamShape, times: number): Received {
  const { text, reasoning, toolArguments } = expectedContent(shape);
  return {
    text: text * times,
    reasoning: reasoning * times,
    toolArguments: toolArguments * times,
  };
}

/** What answers of that many characters must give. */
export function textOnly(length: number): Received {
  return { text: length, reasoning: 0, toolArguments: 0 };
}
