import type { ClientConfig } from "../config/resolve-client-config.ts";
import { CometAPIError } from "../errors/comet-api-error.ts";
import type { JSONObject } from "../json.ts";
import type { Catalogue, CatalogueModel } from "../models/catalogue-model.ts";
import { findLongContext } from "../models/long-context-rows.ts";
import type { ModelPrice } from "../models/model-price.ts";
import { findCatalogueModel } from "../models/find-catalogue-model.ts";
import { Budget, type BudgetSettings } from "./budget.ts";
import { type BilledUsage, estimateCost, type Extras } from "./calculate-cost.ts";
import type { Cost } from "./cost.ts";
import { findPriceObstacle } from "./find-price-obstacle.ts";
import { estimateRequest } from "./estimate-request.ts";
import { readExtras } from "./read-extras.ts";
import type { MoneySettings } from "./money-settings.ts";
import { type FoundPrice, CallMeter } from "./call-meter.ts";
import type { UsageApi, UsageRecord } from "./usage-record.ts";

/** A call before its requests are sent. */
export interface MeteredCall {
  model: string;
  api: UsageApi;
  body: JSONObject | FormData;
}

/** What the meter needs of a call's configuration. */
export type MeterConfig = Pick<ClientConfig, "tag" | "signal">;

/** A model that may answer in place of another one. */
export interface FallbackQuestion {
  model: string;
  requestedModel: string;
  maxPriceRatio: number;
  /** Ends the wait for the prices. */
  signal: AbortSignal | undefined;
}

/** Settings of a meter. */
export interface MeterSettings extends MoneySettings {
  onUsage?: ((record: UsageRecord) => void) | undefined;
}

/** How long an answer may wait for its price. */
const MAX_WAIT_MS = 5000;

/** Counts the money of a client's calls. */
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

  /**
   * Makes the meter of one call. With a budget it waits for the price; without a budget the call does not wait. An
   * abort ends each wait for the price.
   */
  async open(call: MeteredCall, { tag, signal }: MeterConfig): Promise<CallMeter> {
    const { includeCost = false, onUsage } = this.#settings;
    const wanted = includeCost || this.#budget !== undefined;
    const entry = wanted ? this.#find(call.model, signal) : Promise.resolve(NO_PRICES_WANTED);
    const budget = this.#budget;
    const { model, api, body } = call;
    const extras = readExtras(model, body instanceof FormData ? Object.fromEntries(body) : body);
    let limitUSD = 0;
    if (budget !== undefined) {
      const found = await entry;
      signal?.throwIfAborted();
      limitUSD = limitOf(call, extras, found);
    }
    return new CallMeter({
      model,
      api,
      tag,
      extras,
      price: entry,
      limitUSD,
      budget,
      includeCost,
      onUsage,
    });
  }

  /** Says why a model must not replace another one, given the highest allowed multiple of its price. */
  async findFallbackObstacle({
    model,
    requestedModel,
    maxPriceRatio,
    signal,
  }: FallbackQuestion): Promise<string | undefined> {
    const requested = await this.#find(requestedModel, signal);
    const { price } = await this.#find(model, signal);
    signal?.throwIfAborted();
    return findPriceObstacle(price, requested.price, maxPriceRatio);
  }

  async #find(model: string, signal: AbortSignal | undefined): Promise<FoundEntry> {
    try {
      const signals = [AbortSignal.timeout(MAX_WAIT_MS), ...(signal === undefined ? [] : [signal])];
      const catalogue = await this.#fetchCatalogue(AbortSignal.any(signals));
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

/** The price with the most that the vendor may charge for long requests. */
function boundPrice(
  model: string,
  { inputTokens }: BilledUsage,
  price: ModelPrice | undefined,
): ModelPrice | undefined {
  const { upToTokens, factor } = findLongContext(model);
  if ((inputTokens ?? 0) <= upToTokens || price?.ratio === undefined) return price;
  return { ...price, ratio: price.ratio * factor };
}

/** The most a request may cost. */
function limitOf({ model, api, body }: MeteredCall, extras: Extras, found: FoundEntry): number {
  const usage = { ...estimateRequest(body, found.entry), ...extras };
  const expected = api === "embeddings" ? { ...usage, outputTokens: 0 } : usage;
  const cost: Cost = estimateCost(expected, boundPrice(model, expected, found.price), found);
  if (cost.usd !== null) return cost.usd;
  throw new CometAPIError({
    code: "budget-exceeded",
    message: `A request to ${model} was not sent: there is a budget, and it is not known what the request may cost. ${cost.missing.join(" ")} A client without \`budget\` sends it.`,
  });
}
