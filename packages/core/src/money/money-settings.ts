import type { Budget, BudgetSettings } from "./budget.ts";

/** Settings that make a client count money. */
export interface MoneySettings {
  /**
   * Whether answers carry what they cost, in `usage.charge` or `charge`. Prices come from CometAPI's public
   * catalogue, which is read in the background and kept for five minutes. Default false.
   */
  includeCost?: boolean | undefined;
  /**
   * What all calls together may cost. A call that may cost more than is left fails with `budget-exceeded` before
   * it is sent. So does a call to a model of unknown price. Clients that are given the same {@link Budget} share it.
   */
  budget?: Budget | BudgetSettings | undefined;
  /** Your own name for the purpose of the calls. Each record of `onUsage` has it, and a bill has a sum for each tag. */
  tag?: string | undefined;
}
