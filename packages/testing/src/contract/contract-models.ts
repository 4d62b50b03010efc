import type { ContractAPI } from "./contract-api.ts";

/** On which APIs the contract is run on the emulator, and with which model. */
export const contractModels: readonly (readonly [ContractAPI, string])[] = [
  ["chat", "gpt-4o-mini"],
  ["responses", "gpt-5.6-sol"],
  ["messages", "claude-sonnet-4-5"],
  ["gemini", "gemini-2.5-flash"],
];
