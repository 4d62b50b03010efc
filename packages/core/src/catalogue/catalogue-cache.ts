import type { RequestOptions } from "../config/client-settings.ts";
import { untilAborted } from "../config/until-aborted.ts";
import type { Catalogue } from "../models/catalogue-model.ts";

/** How old a catalogue may be. */
export interface CatalogueOptions extends RequestOptions {
  /**
   * How old a kept catalogue may be, in milliseconds. Default 300,000: five minutes. 0 always reads it
   * again.
   */
  maxAgeMs?: number | undefined;
}

const DEFAULT_MAX_AGE_MS = 300_000;

interface Entry {
  catalogue: Promise<Catalogue>;
  /** By the clock of `performance.now`; undefined while it is being read. */
  fetchedAtMs: number | undefined;
}

/** Keeps the catalogue for a while, and makes one request for any number of callers at a time. */
export class CatalogueCache {
  readonly #load: (options: RequestOptions) => Promise<Catalogue>;
  #entry: Entry | undefined;

  constructor(load: (options: RequestOptions) => Promise<Catalogue>) {
    this.#load = load;
  }

  /** The catalogue. An abort ends this caller's wait only: others may wait for the same request. */
  get({ maxAgeMs = DEFAULT_MAX_AGE_MS, signal, ...options }: CatalogueOptions): Promise<Catalogue> {
    if (!isFresh(this.#entry, maxAgeMs)) this.#entry = this.#read(options);
    return untilAborted(this.#entry.catalogue, signal);
  }

  #read(options: RequestOptions): Entry {
    const entry: Entry = { catalogue: this.#load(options), fetchedAtMs: undefined };
    void this.#settle(entry);
    return entry;
  }

  async #settle(entry: Entry): Promise<void> {
    try {
      await entry.catalogue;
      entry.fetchedAtMs = performance.now();
    } catch {
      // All callers that wait get the error. The next caller asks again.
      if (this.#entry === entry) this.#entry = undefined;
    }
  }
}

function isFresh(entry: Entry | undefined, maxAgeMs: number): entry is Entry {
  if (entry === undefined) return false;
  return entry.fetchedAtMs === undefined || performance.now() - entry.fetchedAtMs < maxAgeMs;
}
