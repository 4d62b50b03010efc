import { once } from "node:events";
import { createServer } from "node:net";
import { promisify } from "node:util";

/** A port of 127.0.0.1 that is free. */
export async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  await promisify(probe.close.bind(probe))();
  return typeof address === "object" && address !== null ? address.port : 0;
}
