import type { Budget, BudgetSettings } from "./budget.ts";

/** Settings that make a client count money. */
export interface MoneySettings {
  /**
   * Whether answers carry what they cost, in `usage.charge` or `charge`. Prices come from CometAPI's public
   * catalogue, which is read in the background and kept for five minutes. Default false.
   */
  includeCost?: boolean | undefined;
  /**
   * What all calls together may cost. A call that may pass it fails with `budget-exceeded` before it is sent, one to
   * a model whose price is unknown too. Hand the same {@link Budget} to several clients and they share it.
   */
  budget?: Budget | BudgetSettings | undefined;
  /** What the calls are for, in words of your own. It is in each record of `onUsage`, and bills are summed by it. */
  tag?: string | undefined;
}
