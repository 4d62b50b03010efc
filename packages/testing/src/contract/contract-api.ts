import type { Exchange } from "./observing-proxy.ts";

/** The text APIs on which the contract is run. */
export type ContractAPI = "chat" | "responses" | "messages" | "gemini";

const paths: readonly [ContractAPI, RegExp][] = [
  ["chat", /\/chat\/completions$/],
  ["responses", /\/v1\/responses$/],
  ["messages", /\/v1\/messages$/],
  ["gemini", /\/v1beta\/models\//],
];

/** The API that a request was sent to, by its path. */
export function apiOf({ path }: Exchange): ContractAPI {
  const [pathname = path] = path.split("?");
  const known = paths.find(([, pattern]) => pattern.test(pathname));
  if (known === undefined) throw new Error(`${path} is no text API.`);
  return known[0];
}
