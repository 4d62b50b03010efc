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
import type { UsageApi, UsageRecord } from "./usage-record.ts";

/** A price, or why there is none. */
export interface FoundPrice extends PriceSource {
  price: ModelPrice | undefined;
}

/** What a tab is opened with. */
export interface TabFields {
  model: string;
  api: UsageApi;
  tag: string | undefined;
  price: Promise<FoundPrice>;
  /** The most a request of this call may cost, where a budget pays for it. */
  limitUSD: number;
  budget: Budget | undefined;
  /** Whether answers tell their cost. */
  includeCost: boolean;
  onUsage: ((record: UsageRecord) => void) | undefined;
}

/** The bill of one call while it is open: what its requests set aside, used and cost. */
export class Tab {
  readonly #fields: TabFields;
  #reservation: Reservation | undefined;
  #isClosed = false;

  constructor(fields: TabFields) {
    this.#fields = fields;
  }

  /**
   * Sets aside what one attempt may cost.
   *
   * @throws `CometAPIError` `budget-exceeded`: the attempt must not be sent.
   */
  reserve(): void {
    const { budget, limitUSD, model } = this.#fields;
    this.#reservation = budget?.reserve(limitUSD, model);
  }

  /** An attempt failed: what the server refused, or never got, is not charged; anything else may be. */
  fail(error: unknown): void {
    this.#reservation?.settle(isFree(error) ? 0 : this.#fields.limitUSD);
  }

  /** Closes the tab of anything but a chat. */
  async settle(usage: BilledUsage, requestId: string | undefined): Promise<Cost | undefined> {
    const found = await this.#fields.price;
    const cost = estimateCost(usage, found.price, found);
    this.#close({ usage, cost, requestId, isComplete: true });
    return this.#fields.includeCost ? cost : undefined;
  }

  /** Closes the tab of a whole answer and writes the cost into its usage. */
  async settleEvents(events: ChatEvent[], requestId: string | undefined): Promise<ChatEvent[]> {
    const reader = new UsageReader(await this.#fields.price, this.#fields.includeCost);
    const written = reader.read(events);
    this.#close({ ...reader.end(), requestId });
    return written;
  }

  /** Passes a stream on, writes the cost into its usage, and closes the tab when it has ended, however. */
  follow(
    batches: AsyncIterableIterator<ChatEvent[], undefined>,
    requestId: string | undefined,
  ): AsyncIterableIterator<ChatEvent[], undefined> {
    const reader = this.#fields.price.then(
      (found) => new UsageReader(found, this.#fields.includeCost),
    );
    const close = async () => this.#close({ ...(await reader).end(), requestId });
    return {
      [Symbol.asyncIterator]() {
        return this;
      },
      next: async () => {
        try {
          const { done, value } = await batches.next();
          if (done !== true)
            return { done: false, value: isNews(value) ? (await reader).read(value) : value };
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

/** Whether events tell of usage or of the end; most do not, and need not wait for the price. */
function isNews(events: readonly ChatEvent[]): boolean {
  return events.some(({ type }) => type === "usage" || type === "finish");
}

/** Reads the usage out of an answer's events, and writes the cost into it. */
class UsageReader {
  readonly #found: FoundPrice;
  readonly #includeCost: boolean;
  #usage: ChatUsage | undefined;
  #isFinished = false;

  constructor(found: FoundPrice, includeCost: boolean) {
    this.#found = found;
    this.#includeCost = includeCost;
  }

  read(events: ChatEvent[]): ChatEvent[] {
    return events.map((event) => {
      if (event.type === "finish") this.#isFinished = true;
      if (event.type !== "usage") return event;
      this.#usage = event.usage;
      if (!this.#includeCost) return event;
      return { ...event, usage: { ...event.usage, charge: this.#cost() } };
    });
  }

  end(): Pick<UsageRecord, "usage" | "cost" | "isComplete"> {
    const cost = this.#cost();
    const isComplete = this.#isFinished && this.#usage !== undefined;
    if (this.#isFinished) return { usage: this.#usage, cost, isComplete };
    const missing = [...cost.missing, "The answer did not come to its end."];
    return { usage: this.#usage, cost: { ...cost, usd: null, missing }, isComplete };
  }

  #cost(): Cost {
    return calculateCost(this.#usage, this.#found.price, this.#found);
  }
}

/** Causes of a connection that never was: nothing was sent. */
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
