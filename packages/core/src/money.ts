/**
 * `@cometapi/core/money`: costs, budgets and bills. An entry of its own, so that a page that only asks models
 * does not load it.
 */
export {
  type Budget,
  type BudgetSettings,
  createBudget,
  type Reservation,
} from "./money/budget.ts";
export {
  type BilledUsage,
  calculateCost,
  estimateCost,
  type PriceSource,
} from "./money/calculate-cost.ts";
export type { Cost } from "./money/cost.ts";
export type { ModelPrice } from "./models/model-price.ts";
export type { UsageApi, UsageRecord } from "./money/usage-record.ts";
export {
  type BalanceComparison,
  type BalanceRecord,
  type Bill,
  type BillLine,
  createBill,
} from "./money/create-bill.ts";
export {
  createUsageRecorder,
  formatUsageLine,
  parseUsageLines,
  type UsageLines,
} from "./money/usage-lines.ts";
