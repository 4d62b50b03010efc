import { CometAPIError } from "../errors/comet-api-error.ts";
import { invalidArgument } from "../errors/invalid-answer.ts";
import { roundUSD } from "./round-usd.ts";

/** How much may be spent. `toJSON` of a {@link Budget} returns it in this form too. */
export interface BudgetSettings {
  /** Most that all calls together may cost, in USD. */
  maxUSD: number;
  /** What was spent before, in USD. Default 0. */
  spentUSD?: number | undefined;
}

/** Money set aside for a request on its way. */
export interface Reservation {
  /** Reports what the request cost, in USD; 0 if it was not charged. Only the first report counts. */
  settle: (usd: number) => void;
}

/**
 * An amount of money that several clients and models may share. Each request under way counts with the most
 * it may cost, so that several calls at the same time cannot spend more than the budget together.
 */
export class Budget {
  readonly maxUSD: number;
  #spentUSD: number;
  #reservedUSD = 0;

  /** @throws `CometAPIError` `invalid-argument` for an amount that is not a number, or is below 0. */
  constructor({ maxUSD, spentUSD = 0 }: BudgetSettings) {
    this.maxUSD = checkAmount("maxUSD", maxUSD);
    this.#spentUSD = checkAmount("spentUSD", spentUSD);
  }

  /** What was spent. A request of unknown cost counts with the most that it may have cost. */
  get spentUSD(): number {
    return this.#spentUSD;
  }

  /** What is set aside for requests under way. */
  get reservedUSD(): number {
    return this.#reservedUSD;
  }

  /** The amount left: not spent and not set aside. Below 0 when a request cost more than expected. */
  get remainingUSD(): number {
    return roundUSD(this.maxUSD - this.#spentUSD - this.#reservedUSD);
  }

  /**
   * Sets money aside for a request.
   *
   * @throws `CometAPIError` `budget-exceeded` when less than this amount is left.
   */
  reserve(usd: number, model: string): Reservation {
    if (usd > this.remainingUSD || this.remainingUSD <= 0) throw this.#exceeded(usd, model);
    this.#reservedUSD = roundUSD(this.#reservedUSD + usd);
    let isOpen = true;
    return {
      settle: (costUSD) => {
        if (!isOpen) return;
        isOpen = false;
        this.#reservedUSD = roundUSD(this.#reservedUSD - usd);
        this.#spentUSD = roundUSD(this.#spentUSD + costUSD);
      },
    };
  }

  /** The budget as JSON, for `createBudget`. What is set aside counts as spent, because it may be charged. */
  toJSON(): Required<BudgetSettings> {
    return { maxUSD: this.maxUSD, spentUSD: roundUSD(this.#spentUSD + this.#reservedUSD) };
  }

  #exceeded(usd: number, model: string): CometAPIError {
    return new CometAPIError({
      code: "budget-exceeded",
      message:
        `A request to ${model} may cost up to ${usd} USD, and of the budget of ${this.maxUSD} USD ` +
        `${this.remainingUSD} USD are left (${this.#spentUSD} spent, ${this.#reservedUSD} set aside for requests on their way). ` +
        "It was not sent. A lower limit of output tokens lowers what is set aside; `maxUSD` is the budget's.",
    });
  }
}

/** Makes a budget, or restores one from its JSON. */
export function createBudget(settings: BudgetSettings): Budget {
  return new Budget(settings);
}

function checkAmount(name: string, usd: number): number {
  if (typeof usd === "number" && usd >= 0) return usd;
  throw invalidArgument(
    `\`${name}\` of a budget must be an amount of USD, 0 or above, not ${usd}.`,
  );
}
