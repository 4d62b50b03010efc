import { CometAPIError } from "../errors/comet-api-error.ts";
import type { JSONObject } from "../json.ts";
import type { Catalogue, CatalogueModel } from "../models/catalogue-model.ts";
import { findCatalogueModel } from "../models/find-catalogue-model.ts";
import { Budget, type BudgetSettings } from "./budget.ts";
import { estimateCost } from "./calculate-cost.ts";
import type { Cost } from "./cost.ts";
import { estimateRequest } from "./estimate-request.ts";
import type { MoneySettings } from "./money-settings.ts";
import { type FoundPrice, Tab } from "./tab.ts";
import type { UsageApi, UsageRecord } from "./usage-record.ts";

/** A call before its requests are sent. */
export interface MeteredCall {
  model: string;
  api: UsageApi;
  body: JSONObject | FormData;
}

/** What a meter is told. */
export interface MeterSettings extends MoneySettings {
  onUsage?: ((record: UsageRecord) => void) | undefined;
}

/** How long an answer may wait for its price. */
const LONGEST_WAIT_MS = 5000;

/** Opens the tabs of a client's calls. */
export class Meter {
  readonly #settings: MeterSettings;
  readonly #fetchCatalogue: (signal: AbortSignal) => Promise<Catalogue>;
  readonly #budget: Budget | undefined;

  constructor(
    settings: MeterSettings,
    fetchCatalogue: (signal: AbortSignal) => Promise<Catalogue>,
  ) {
    const { budget } = settings;
    this.#settings = settings;
    this.#fetchCatalogue = fetchCatalogue;
    this.#budget = budget === undefined || isBudget(budget) ? budget : new Budget(budget);
  }

  /** The tab of a call. With a budget it waits for the price; without one the call goes on at once. */
  async open(call: MeteredCall): Promise<Tab> {
    const { includeCost = false, onUsage } = this.#settings;
    const wanted = includeCost || this.#budget !== undefined;
    const entry = wanted ? this.#find(call.model) : Promise.resolve(NO_PRICES_WANTED);
    const budget = this.#budget;
    const limitUSD = budget === undefined ? 0 : limitOf(call, await entry);
    const { model, api } = call;
    return new Tab({ model, api, price: entry, limitUSD, budget, includeCost, onUsage });
  }

  async #find(model: string): Promise<FoundEntry> {
    try {
      const catalogue = await this.#fetchCatalogue(AbortSignal.timeout(LONGEST_WAIT_MS));
      const entry = findCatalogueModel(catalogue, model);
      if (entry !== undefined) return { entry, price: entry.price, pricesOf: catalogue.fetchedAt };
      return { price: undefined, reason: `The catalogue does not list ${model}.` };
    } catch (error) {
      const why = CometAPIError.isInstance(error) ? `: ${error.message}` : " in time.";
      return { price: undefined, reason: `The catalogue could not be read${why}` };
    }
  }
}

interface FoundEntry extends FoundPrice {
  entry?: CatalogueModel;
}

const NO_PRICES_WANTED: FoundEntry = {
  price: undefined,
  reason: "Prices are read with `includeCost` or a budget only.",
};

// Another copy of this package may have made it.
function isBudget(budget: Budget | BudgetSettings): budget is Budget {
  return "reserve" in budget;
}

/** The most a request may cost. */
function limitOf({ model, api, body }: MeteredCall, found: FoundEntry): number {
  const usage = estimateRequest(body, found.entry);
  const expected = api === "embeddings" ? { ...usage, outputTokens: 0 } : usage;
  const cost: Cost = estimateCost(expected, found.price, found);
  if (cost.usd !== null) return cost.usd;
  throw new CometAPIError({
    code: "budget-exceeded",
    message: `A request to ${model} was not sent: nobody knows what it may cost, and there is a budget. ${cost.missing.join(" ")}`,
  });
}
