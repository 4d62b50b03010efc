import type { Results } from "../measure/results.ts";
import type { Subject } from "../measure/workload.ts";
import { frameworkNames, products } from "../products/product.ts";
import { LOST_MARK } from "./create-tables.ts";

/** What has to be said of numbers that are not what they seem: products that failed or lost something. */
export function describeNotes(subjects: readonly Subject[], results: Results): string[] {
  const titles = new Map(
    subjects.map(({ id, framework, title }) => [id, `${frameworkNames[framework]} ${title}`]),
  );
  const names = new Map(products.map(({ id, name }) => [id, name]));
  return results.measurements.flatMap(({ subjectId, productId, lost, failure }) => {
    const place = `${titles.get(subjectId)}: ${names.get(productId)}`;
    if (failure !== undefined) return [`${place} failed: ${failure}`];
    if (lost.length === 0) return [];
    return [`${LOST_MARK} ${place} did not hand out all of the ${lost.join(" and the ")}.`];
  });
}
