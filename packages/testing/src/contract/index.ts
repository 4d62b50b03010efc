export { describeAdapterContract } from "./adapter-contract.ts";
export { aimockServer } from "./aimock-server.ts";
export type {
  ContractAdapter,
  ContractAnswer,
  ContractCall,
  ContractPart,
  ContractServer,
  ContractTool,
  ContractToolCall,
  ContractUsage,
  StartedServer,
} from "./contract-adapter.ts";
export type { ContractAPI } from "./contract-api.ts";
export { type ContractCase, contractCases } from "./contract-cases.ts";
export { contractModels } from "./contract-models.ts";
export { contractKey, contractQuestions } from "./contract-questions.ts";
export { type Exchange, type ObservingProxy, startObservingProxy } from "./observing-proxy.ts";
export {
  describeMoneyContract,
  type MoneyContractAnswer,
  type MoneyContractCall,
} from "./money-contract.ts";
