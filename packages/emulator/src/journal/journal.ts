import type { RecordedRequest } from "./recorded-request.ts";

const maximumRequests = 1000;
const maximumBodyBytes = 32 * 1024 * 1024;

/** The latest requests, in their order. Old ones are forgotten, so that memory does not grow. */
export class Journal {
  /** The records themselves: the array keeps its identity and grows as requests come. */
  readonly requests: RecordedRequest[] = [];
  readonly #bodyBytes: number[] = [];
  #totalBodyBytes = 0;

  add(record: RecordedRequest, bodyBytes: number): void {
    this.requests.push(record);
    this.#bodyBytes.push(bodyBytes);
    this.#totalBodyBytes += bodyBytes;
    while (
      this.requests.length > maximumRequests ||
      (this.#totalBodyBytes > maximumBodyBytes && this.requests.length > 1)
    ) {
      this.requests.shift();
      this.#totalBodyBytes -= this.#bodyBytes.shift() ?? 0;
    }
  }

  clear(): void {
    this.requests.length = 0;
    this.#bodyBytes.length = 0;
    this.#totalBodyBytes = 0;
  }
}
