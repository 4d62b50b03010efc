import type { ChatEvent } from "../chat/chat-event.ts";
import type { ChatUsage } from "../chat/chat-usage.ts";
import { CometAPIError } from "../errors/comet-api-error.ts";
import type { ModelPrice } from "../models/model-price.ts";
import type { Budget, Reservation } from "./budget.ts";
import {
  type BilledUsage,
  calculateCost,
  estimateCost,
  type PriceSource,
} from "./calculate-cost.ts";
import type { Cost } from "./cost.ts";
import type { Extras } from "./calculate-cost.ts";
import type { UsageApi, UsageRecord } from "./usage-record.ts";

/** A price, or why there is none. */
export interface FoundPrice extends PriceSource {
  price: ModelPrice | undefined;
}

/** What a {@link CallMeter} gets from the settings, the request and the catalogue. */
export interface CallMeterFields {
  model: string;
  api: UsageApi;
  tag: string | undefined;
  /** The features of the request that have prices of their own. */
  extras: Extras;
  price: Promise<FoundPrice>;
  /** The most that one request of this call may cost. Counts only with a budget. */
  limitUSD: number;
  budget: Budget | undefined;
  /** Whether answers carry their cost. */
  includeCost: boolean;
  onUsage: ((record: UsageRecord) => void) | undefined;
}

/** Counts the money of one call: what its attempts reserve of the budget, what they used and what they cost. */
export class CallMeter {
  readonly #fields: CallMeterFields;
  #reservation: Reservation | undefined;
  #isClosed = false;

  constructor(fields: CallMeterFields) {
    this.#fields = fields;
  }

  /**
   * Reserves what one attempt may cost.
   *
   * @throws `CometAPIError` `budget-exceeded`: the attempt must not be sent.
   */
  reserve(): void {
    const { budget, limitUSD, model } = this.#fields;
    this.#reservation = budget?.reserve(limitUSD, model);
  }

  /** An attempt failed. It is not charged if the server refused it or never got it; otherwise it may be. */
  fail(error: unknown): void {
    this.#reservation?.settle(isFree(error) ? 0 : this.#fields.limitUSD);
  }

  /** Records the usage of a call that is not a chat, and returns its cost if that is wanted. */
  async settle(usage: BilledUsage, requestId: string | undefined): Promise<Cost | undefined> {
    const { price, extras, includeCost } = this.#fields;
    const found = await price;
    const cost = estimateCost({ ...extras, ...usage }, found.price, found);
    this.#close({ usage, cost, requestId, isComplete: true });
    return includeCost ? cost : undefined;
  }

  /** Records the usage of a whole answer, and writes the cost into it. */
  async settleEvents(events: ChatEvent[], requestId: string | undefined): Promise<ChatEvent[]> {
    const reader = new UsageReader(this.#fields);
    const written = await reader.read(events);
    this.#close({ ...(await reader.end()), requestId });
    return written;
  }

  /** Passes a stream on, and writes the cost into its usage. Records the usage when the stream ends, for any reason. */
  follow(
    batches: AsyncIterableIterator<ChatEvent[], undefined>,
    requestId: string | undefined,
  ): AsyncIterableIterator<ChatEvent[], undefined> {
    const reader = new UsageReader(this.#fields);
    const close = async () => this.#close({ ...(await reader.end()), requestId });
    return {
      [Symbol.asyncIterator]() {
        return this;
      },
      next: async () => {
        try {
          const { done, value } = await batches.next();
          if (done !== true) return { done: false, value: await reader.read(value) };
        } catch (error) {
          await close();
          throw error;
        }
        await close();
        return { done: true, value: undefined };
      },
      return: async () => {
        await batches.return?.();
        await close();
        return { done: true, value: undefined };
      },
    };
  }

  #close(end: Pick<UsageRecord, "usage" | "cost" | "requestId" | "isComplete">): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const { limitUSD, model, api, tag, onUsage } = this.#fields;
    const { usd, knownUSD } = end.cost;
    this.#reservation?.settle(usd !== null && end.isComplete ? usd : Math.max(limitUSD, knownUSD));
    onUsage?.({ at: new Date().toISOString(), model, api, tag, ...end });
  }
}

/** Reads the usage out of an answer's events, and writes the cost into it. */
class UsageReader {
  readonly #fields: CallMeterFields;
  #usage: ChatUsage | undefined;
  #serviceTier: string | undefined;
  #usesTools: boolean;
  #isFinished = false;

  constructor(fields: CallMeterFields) {
    this.#fields = fields;
    // Chat Completions does not always report that a model has searched the web.
    this.#usesTools = fields.api === "chat";
  }

  /** Waits for the price only if there is usage to be priced. */
  async read(events: ChatEvent[]): Promise<ChatEvent[]> {
    for (const event of events) this.#note(event);
    if (!this.#fields.includeCost || !events.some(({ type }) => type === "usage")) return events;
    const charge = await this.#cost();
    return events.map((event) =>
      event.type === "usage" ? { ...event, usage: { ...event.usage, charge } } : event,
    );
  }

  #note(event: ChatEvent): void {
    if (event.type === "usage") this.#usage = event.usage;
    if (event.type === "response-metadata") this.#serviceTier = event.serviceTier;
    if (event.type === "vendor-block" || event.type === "citation") this.#usesTools = true;
    if (event.type !== "finish") return;
    this.#isFinished = true;
    // Gemini reports a search that found no sources in the details of the finish event.
    if (event.details !== undefined) this.#usesTools = true;
  }

  async end(): Promise<Pick<UsageRecord, "usage" | "cost" | "isComplete">> {
    const cost = await this.#cost();
    const isComplete = this.#isFinished && this.#usage !== undefined;
    if (this.#isFinished) return { usage: this.#usage, cost, isComplete };
    const missing = [...cost.missing, "The answer did not come to its end."];
    return { usage: this.#usage, cost: { ...cost, usd: null, missing }, isComplete };
  }

  async #cost(): Promise<Cost> {
    const { price, extras } = this.#fields;
    const found = await price;
    return calculateCost(this.#usage, found.price, found, {
      paidTools: this.#usesTools ? extras.paidTools : [],
      serviceTier: this.#serviceTier ?? extras.serviceTier,
    });
  }
}

/** Codes of connections that were never made: nothing was sent. */
const UNREACHED = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"]);

function isFree(error: unknown): boolean {
  if (!CometAPIError.isInstance(error)) return false;
  if (error.status !== undefined) return error.status >= 400;
  return findCode(error.cause, 3);
}

function findCode(cause: unknown, depth: number): boolean {
  if (typeof cause !== "object" || cause === null || depth === 0) return false;
  if ("code" in cause && typeof cause.code === "string" && UNREACHED.has(cause.code)) return true;
  return "cause" in cause && findCode(cause.cause, depth - 1);
}
