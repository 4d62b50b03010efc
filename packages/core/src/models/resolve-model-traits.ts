import { withoutUndefined } from "../json-access.ts";
import { MODEL_TRAIT_ROWS } from "./model-trait-rows.ts";
import {
  UNKNOWN_MODEL_TRAITS,
  type ModelTraitOverrides,
  type ModelTraits,
  type ModelTraitValues,
  type RefusableOption,
  type Refusal,
} from "./model-traits.ts";
import { normalizeFamilyId } from "./normalize-family-id.ts";
import { withoutServicePrefix } from "./parse-model-id.ts";

/**
 * The traits and limits of a model: those of every row that matches the id; later rows win over earlier ones.
 * Snapshots, `-latest`, `-thinking` and vendor-prefixed ids resolve to their family. An id without a matching
 * row has the traits of an unknown model. Never throws.
 *
 * @param overrides The setting `modelTraits` of a client: its traits for this id win.
 */
export function resolveModelTraits(modelId: string, overrides?: ModelTraitOverrides): ModelTraits {
  const traits = resolveKnownTraits(modelId);
  const given = overrides?.[withoutServicePrefix(modelId)];
  return given === undefined ? traits : override(traits, withoutUndefined(given));
}

/** The traits with those that a user gave over them. */
function override(traits: ModelTraits, given: Partial<ModelTraitValues>): ModelTraits {
  const reasons = { ...traits.reasons };
  for (const name of keysOf(given)) reasons[name] = OVERRIDDEN;
  for (const option of keysOf(given.refusedOptions ?? {})) reasons[option] = OVERRIDDEN;
  return { ...traits, ...given, reasons };
}

const OVERRIDDEN = "The setting `modelTraits` says so.";

function resolveKnownTraits(modelId: string): ModelTraits {
  const known = resolved.get(modelId);
  if (known !== undefined) return known;
  const traits = Object.freeze(matchRows(modelId));
  // Model ids may come from outside. Made-up ids must not fill the memory.
  if (resolved.size >= MAX_RESOLVED) resolved.clear();
  resolved.set(modelId, traits);
  return traits;
}

/** A cache: matching every row took 5 of the 75 µs that a request costs besides `fetch`. */
const resolved = new Map<string, ModelTraits>();
const MAX_RESOLVED = 200;

function matchRows(modelId: string): ModelTraits {
  const familyId = normalizeFamilyId(modelId);
  const values = { ...UNKNOWN_MODEL_TRAITS };
  const refusedOptions: Partial<Record<RefusableOption, Refusal>> = {};
  const reasons: { -readonly [name in keyof ModelTraits["reasons"]]: string | undefined } = {};
  for (const row of MODEL_TRAIT_ROWS) {
    if (!row.pattern.test(familyId)) continue;
    Object.assign(values, row.traits);
    Object.assign(refusedOptions, row.traits.refusedOptions);
    for (const name of keysOf(row.traits)) reasons[name] = row.reason;
    for (const option of keysOf(row.traits.refusedOptions ?? {})) reasons[option] = row.reason;
  }
  return { ...values, refusedOptions, reasons };
}

/** `Object.keys` for an object whose type lists all its keys, as the literals of the table do. */
function keysOf<T extends object>(object: T): (keyof T)[] {
  const keys: (keyof T)[] = [];
  for (const key in object) keys.push(key);
  return keys;
}
