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
export { describeOnAllServers } from "./describe-on-all-servers.ts";
export { contractQuestions } from "./contract-questions.ts";
export {
  describeMoneyContract,
  type MoneyContractAnswer,
  type MoneyContractCall,
} from "./money-contract.ts";
