import type { Sample } from "./read-samples.ts";

/** How much of a sample arrives, and in which pieces. */
export interface Damage {
  /** Number of bytes that arrive. Default: all. */
  cutAt?: number;
  /** Whether the connection is lost at that byte instead of being closed cleanly. Default false. */
  isLost?: boolean;
  /** Whether every byte arrives in a network read of its own. Default false. */
  isSplit?: boolean;
}

/** A `fetch` that answers with a sample. */
export interface ServedSample {
  fetch: () => Promise<Response>;
  /** How many requests there were. */
  requests: number;
  /** How many bodies were neither read to their end nor cancelled. */
  openBodies: number;
}

/** A `fetch` that answers with a sample, whole or damaged, and counts the bodies that stay open. */
export function serveSample(sample: Sample, damage: Damage = {}): ServedSample {
  const served: ServedSample = {
    requests: 0,
    openBodies: 0,
    fetch: () => {
      served.requests += 1;
      served.openBodies += 1;
      const close = () => {
        served.openBodies -= 1;
      };
      const { status, headers } = sample;
      return Promise.resolve(
        new Response(createBody(sample.bytes, damage, close), { status, headers }),
      );
    },
  };
  return served;
}

function createBody(
  all: Uint8Array<ArrayBuffer>,
  { cutAt = all.length, isLost = false, isSplit = false }: Damage,
  onEnd: () => void,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const step = isSplit ? 1 : Math.max(cutAt, 1);
  let sent = 0;
  return new ReadableStream({
    pull(controller) {
      if (sent < cutAt) {
        controller.enqueue(all.slice(sent, Math.min(sent + step, cutAt)));
        sent += step;
        return;
      }
      onEnd();
      if (isLost) controller.error(new TypeError("terminated"));
      else controller.close();
    },
    cancel: onEnd,
  });
}
