import { findNearestNames } from "../config/find-nearest-names.ts";
import { KNOWN_MODEL_IDS } from "./known-model-ids.ts";
import { normalizeFamilyId } from "./normalize-family-id.ts";

const MAX_SHOWN = 3;

/**
 * At most three known ids that a model id may stand for: ids with a longer or shorter end, such as a date, with
 * another spelling, or with few other letters. Empty if there are none. The service may also serve ids that are
 * not known here.
 */
export function findNearestModels(modelId: string): string[] {
  const family = normalizeFamilyId(modelId);
  const ids = new Map(KNOWN_MODEL_IDS.map((id) => [normalizeFamilyId(id), id]));
  const families = [...ids.keys()];
  const kin = families
    .filter((known) => known.startsWith(family) || family.startsWith(known))
    .toSorted((first, second) => distance(first, family) - distance(second, family));
  const nearest = new Set([...kin, ...findNearestNames(family, families)]);
  return [...nearest].flatMap((known) => ids.get(known) ?? []).slice(0, MAX_SHOWN);
}

function distance(known: string, family: string): number {
  return Math.abs(known.length - family.length);
}
