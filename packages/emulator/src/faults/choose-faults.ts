import type { Random } from "../determinism/random.ts";
import type { FaultPlan } from "./fault.ts";
import { parseFaults } from "./parse-faults.ts";

/** Names the faults an answer is to have. */
export const faultHeader = "x-emulator-fault";

/** Names the wire oddity an answer is to have, one of core's fixtures. */
export const oddityHeader = "x-emulator-oddity";

/** How often faults occur by themselves, and which. */
export interface FaultPolicy {
  /** The share of requests that meet a fault, 0 to 1. */
  rate: number;
  /** The fault they meet. Default: a random one. */
  fault: string | undefined;
  /** Faults of certain models, whatever the rate. */
  personalities: Readonly<Record<string, string>>;
}

// The faults that may be drawn. A stall is not among them: a test without a timeout would never end.
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

/** The faults of a request: those that its header names, else its model's, else random ones. */
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
 * Reads the `fault` setting: `5%` draws random faults, `429` is a fault of each request, `10% cut after=3` is a fault of
 * a tenth of them. Throws a `TypeError` for what it cannot read.
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
