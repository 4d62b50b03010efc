export { contractKey, describeAdapterContract } from "./adapter-contract.ts";
export { type ContractCase, contractCases, type UnsupportedCases } from "./contract-cases.ts";
export type {
  ContractAdapter,
  ContractAnswer,
  ContractCall,
  ContractPart,
  ContractServer,
  ContractTool,
  ContractToolCall,
  ContractUsage,
} from "./contract-adapter.ts";
export { findSecret } from "./find-secret.ts";
export type { ExpectedAnswer, ExpectedToolCall, Fixture } from "./fixture.ts";
export { fixtures } from "./fixtures/index.ts";
export { type Exchange, type ObservingProxy, startObservingProxy } from "./observing-proxy.ts";
