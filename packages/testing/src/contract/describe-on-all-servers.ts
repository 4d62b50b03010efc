import { startEmulator } from "@cometapi/emulator";
import { describeAdapterContract } from "./adapter-contract.ts";
import { aimockServer } from "./aimock-server.ts";
import type { ContractAdapter } from "./contract-adapter.ts";
import type { ContractAPI } from "./contract-api.ts";
import { contractKey } from "./contract-questions.ts";

/** The APIs on which the contract is run on the emulator, each with a model. */
const models: readonly (readonly [ContractAPI, string])[] = [
  ["chat", "gpt-4o-mini"],
  ["responses", "gpt-5.6-sol"],
  ["messages", "claude-sonnet-4-5"],
  ["gemini", "gemini-2.5-flash"],
];

/** Runs the contract against an adapter on our emulator, once for each API, and on {@link aimockServer}. */
export function describeOnAllServers(adapter: ContractAdapter): void {
  for (const [api, model] of models) {
    describeAdapterContract(adapter, {
      name: `the emulator, ${api}`,
      start: async () => {
        const { url, close } = await startEmulator({ port: 0, apiKey: contractKey });
        return { url, close, apiKey: contractKey, api, model };
      },
    });
  }
  describeAdapterContract(adapter, aimockServer);
}
