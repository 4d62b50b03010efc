import type { Random } from "../determinism/random.ts";
import type { FaultPlan } from "./fault.ts";
import { parseFaults } from "./parse-faults.ts";

/** Names the faults an answer is to have. */
export const faultHeader = "x-emulator-fault";

/** Names the wire oddity an answer is to have, one of core's fixtures. */
export const oddityHeader = "x-emulator-oddity";

/** How often faults come of themselves, and which. */
export interface FaultPolicy {
  /** The share of requests that meet a fault, 0 to 1. */
  rate: number;
  /** The fault they meet; without it one is drawn. */
  fault: string | undefined;
  /** Faults of certain models, whatever the rate. */
  personalities: Readonly<Record<string, string>>;
}

// What a draw may bring. A stall is not among them: it would hang every test without a timeout.
const drawn = [
  "429 retry-after=1",
  "429",
  "500",
  "502",
  "503",
  "504",
  "524",
  "delay 1s",
  "reset",
  "cut after=2",
  "end-early after=4",
  "malformed-frame after=2",
  "error-in-stream after=2",
  "drip bytes=7 every=1ms",
] as const;

/** The faults of a request: those its header names, else its model's, else what chance brings. */
export function chooseFaults(
  header: string | null,
  modelId: string | undefined,
  policy: FaultPolicy,
  random: Random,
): FaultPlan | undefined {
  const text = header ?? readPersonality(modelId, policy) ?? drawFault(policy, random);
  if (text === undefined || text.trim() === "" || text === "none") return undefined;
  return { faults: parseFaults(text), label: text };
}

function readPersonality(modelId: string | undefined, policy: FaultPolicy): string | undefined {
  if (modelId === undefined || !Object.hasOwn(policy.personalities, modelId)) return undefined;
  return policy.personalities[modelId];
}

function drawFault({ rate, fault }: FaultPolicy, random: Random): string | undefined {
  if (rate <= 0 || random.next() >= rate) return undefined;
  return fault ?? drawn[Math.floor(random.next() * drawn.length)];
}

/**
 * Reads a policy as the `fault` setting writes it: `5%` for chance alone, `429` for every request,
 * `10% cut after=3` for both. Throws a `TypeError` for what it cannot read.
 */
export function parseFaultPolicy(
  text: string | undefined,
  personalities: Readonly<Record<string, string>>,
): FaultPolicy {
  for (const personality of Object.values(personalities)) parseFaults(personality);
  const match = /^\s*(?:(?<percent>\d+(?:\.\d+)?)%)?\s*(?<fault>.*)$/su.exec(text ?? "");
  const { percent, fault = "" } = match?.groups ?? {};
  parseFaults(fault);
  const rate = percent === undefined ? (fault === "" ? 0 : 1) : Number(percent) / 100;
  if (rate > 1) throw new TypeError(`the share of fault must be at most 100%, not ${percent}%.`);
  return { rate, fault: fault === "" ? undefined : fault, personalities };
}
