import type { StreamShape } from "../stream-shape.ts";

/** How the chunks of a stream come in. */
export type Arrival = "full speed" | "8 a read" | "1 a read";

/** How the server writes. 200 µs are long enough for most products to have done their work between two reads. */
export const arrivals: Readonly<
  Record<Arrival, Pick<StreamShape, "chunksPerWrite" | "intervalMicros">>
> = {
  "full speed": { chunksPerWrite: 8, intervalMicros: 0 },
  "8 a read": { chunksPerWrite: 8, intervalMicros: 200 },
  "1 a read": { chunksPerWrite: 1, intervalMicros: 200 },
};
