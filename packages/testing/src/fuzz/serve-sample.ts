import type { Sample } from "./read-samples.ts";

/** How much of a sample arrives, and in what pieces. */
export interface Damage {
  /** Number of bytes that arrive. Default: all. */
  cutAt?: number;
  /** Whether the connection is lost then, instead of closed as if all were well. Default false. */
  isLost?: boolean;
  /** Whether every byte arrives by itself. Default false. */
  isSplit?: boolean;
}

/** A sample as a `fetch` gives it. */
export interface ServedSample {
  fetch: () => Promise<Response>;
  /** How often it was asked for. */
  requests: number;
  /** Bodies that were neither read to their end nor given up. */
  openBodies: number;
}

/** A `fetch` that gives a sample, whole or damaged, and tells what became of its bodies. */
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
