import type { Results } from "./measure/results.ts";
import { type Summary, summarize, summarizeRatio } from "./measure/statistics.ts";
import { products } from "./products/product.ts";
import { FLAT_KB, type Reference, type Target } from "./targets.ts";

/** What became of one target. */
export interface Verdict {
  target: Target;
  /** What was compared, e.g. `over openai-compatible`. */
  comparison: string;
  limit: number;
  measured: Summary;
  isMet: boolean;
  /** The same ratio when what nobody can avoid, the floor and the framework's own share, is taken off. */
  ratioBeyondCommon: number | undefined;
}

/** Holds a target against what was measured. Undefined when the run did not measure it. */
export function checkTarget(target: Target, results: Results): Verdict | undefined {
  switch (target.type) {
    case "ratio":
      return checkRatio(target, results);
    case "amount": {
      const measured = results.summary(target.subjectId, ourId(target));
      if (measured === undefined) return undefined;
      return verdict(target, { comparison: "kB", limit: target.limit, measured });
    }
    case "above-floor":
      return checkAboveFloor(target, results);
    case "above-framework":
      return checkAboveFramework(target, results);
    case "growth":
      return checkGrowth(target, results);
  }
}

function checkRatio(
  target: Extract<Target, { type: "ratio" }>,
  results: Results,
): Verdict | undefined {
  const ours = [target.subjectId, ourId(target)] as const;
  const reference = resolveReference(target, target.over, results);
  if (reference === undefined) return undefined;
  const measured = results.ratio(ours, [reference.subjectId, reference.productId]);
  if (measured === undefined) return undefined;
  const ratioBeyondCommon = reference.isPeer
    ? beyondCommon(target, reference.productId, results)
    : undefined;
  const comparison = `over ${reference.name}`;
  return verdict(target, { comparison, limit: target.limit, measured, ratioBeyondCommon });
}

/** What is compared is what each adds, so the peer that adds least is the best one. */
function checkAboveFloor(
  target: Extract<Target, { type: "above-floor" }>,
  results: Results,
): Verdict | undefined {
  const { subjectId, framework, limit } = target;
  const peer = results.bestPeer(subjectId, framework);
  const ours = results.above([subjectId, ourId(target)], [subjectId, "raw"]);
  const theirs = peer && results.above([subjectId, peer.id], [subjectId, "raw"]);
  // A peer below the floor shows that something else was measured: the machine.
  if (theirs?.some((added) => added <= 0)) return undefined;
  const measured = ours && theirs && summarizeRatio(ours, theirs);
  if (measured === undefined || peer === undefined) return undefined;
  return verdict(target, { comparison: `above the floor, over ${peer.name}`, limit, measured });
}

function checkAboveFramework(
  target: Extract<Target, { type: "above-framework" }>,
  results: Results,
): Verdict | undefined {
  const { subjectId, framework, limit } = target;
  const added = results.above([subjectId, ourId(target)], [subjectId, `${framework}/nothing`]);
  const measured = added && summarize(added);
  return measured && verdict(target, { comparison: "ms above the framework's", limit, measured });
}

function checkGrowth(target: Target, results: Results): Verdict | undefined {
  const { subjectId, framework } = target;
  const measured = results.summary(subjectId, ourId(target));
  const peer = results.bestPeer(subjectId, framework);
  const best = peer && results.summary(subjectId, peer.id)?.median;
  if (measured === undefined || peer === undefined || best === undefined) return undefined;
  const frameworksOwn = results.summary(subjectId, `${framework}/nothing`)?.median ?? 0;
  // What the framework keeps of a stream is not ours to give up.
  const limit = Math.min(Math.max(0, frameworksOwn) + FLAT_KB, Math.max(best, FLAT_KB));
  return verdict(target, { comparison: `kB; flat, and ${peer.name}`, limit, measured });
}

function verdict(
  target: Target,
  found: Pick<Verdict, "comparison" | "limit" | "measured"> & Partial<Verdict>,
): Verdict {
  // To the second digit behind the point, as it is shown.
  const isMet = Math.round(found.measured.median * 100) <= Math.round(found.limit * 100);
  return { target, isMet, ratioBeyondCommon: undefined, ...found };
}

interface ResolvedReference {
  subjectId: string;
  productId: string;
  name: string;
  isPeer: boolean;
}

function resolveReference(
  target: Target,
  over: Reference,
  results: Results,
): ResolvedReference | undefined {
  const { subjectId } = target;
  switch (over.type) {
    case "floor":
      return { subjectId, productId: "raw", name: "raw floor", isPeer: false };
    case "own":
      return {
        subjectId: over.subjectId,
        productId: ourId(target),
        name: over.name,
        isPeer: false,
      };
    case "product":
      return { subjectId, productId: over.productId, name: over.name, isPeer: true };
    case "best-peer": {
      const peer = results.bestPeer(subjectId, target.framework);
      return peer && { subjectId, productId: peer.id, name: peer.name, isPeer: true };
    }
  }
}

function beyondCommon(
  { framework, subjectId }: Target,
  peerId: string,
  results: Results,
): number | undefined {
  const floor = results.summary(subjectId, "raw")?.median;
  const nothing = results.summary(subjectId, `${framework}/nothing`)?.median;
  const ours = results.summary(subjectId, `${framework}/cometapi`)?.median;
  const peer = results.summary(subjectId, peerId)?.median;
  if (ours === undefined || peer === undefined) return undefined;
  if (floor === undefined && nothing === undefined) return undefined;
  // The floor has no framework and the do-nothing model no network: they add up.
  const common = (floor ?? 0) + (nothing ?? 0);
  return ours > common && peer > common ? (ours - common) / (peer - common) : undefined;
}

function ourId({ framework }: Target): string {
  const ours = products.find(
    (product) => product.framework === framework && product.role === "ours",
  );
  return ours?.id ?? "";
}
