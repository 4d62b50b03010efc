import type { JSONValue } from "../json.ts";

/** A call of a tool that the vendor runs. */
export interface VendorToolCall {
  id: string;
  /** What the request calls the tool, else the vendor's own name of it, e.g. `web_search`. */
  name: string;
  /** Arguments as JSON text. */
  arguments: string;
}

/** What a tool that the vendor ran returned. */
export interface VendorToolResult {
  /** Id of the call. */
  id: string;
  name: string;
  /** As the vendor's AI SDK package types it; the API's own form stands in the block. */
  result: JSONValue;
  isError: boolean;
}
