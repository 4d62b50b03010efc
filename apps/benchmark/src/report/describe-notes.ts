import type { Results } from "../measure/results.ts";
import type { Subject } from "../measure/subject.ts";
import { frameworkNames, products } from "../products/product.ts";
import { LOST_MARK } from "./create-tables.ts";

/** What has to be said of numbers that are not what they seem: products that failed or lost something. */
export function describeNotes(subjects: readonly Subject[], results: Results): string[] {
  const notes = results.measurements.flatMap(({ subjectId, productId, lost, failure }) => {
    const name = products.find(({ id }) => id === productId)?.name;
    if (lost.length > 0) return [`${LOST_MARK} ${name} does not hand out the ${lost.join(", ")}.`];
    const subject = subjects.find(({ id }) => id === subjectId);
    if (failure === undefined || subject === undefined) return [];
    return [`${frameworkNames[subject.framework]}, ${subject.title}: ${name} failed: ${failure}`];
  });
  return [...new Set(notes)];
}
