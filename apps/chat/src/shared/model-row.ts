/** A model as the picker shows it. */
export interface ModelRow {
  id: string;
  vendor: string;
  /** What it makes. */
  makes: "text" | "image" | "speech";
  /** What it reads: `text`, `image`, `file`, … */
  takes: readonly string[];
  contextWindow?: number | undefined;
  /** What CometAPI charges, in USD for a million tokens. */
  inputUSD?: number | undefined;
  outputUSD?: number | undefined;
  /** What CometAPI charges for one request, in USD. */
  usdPerRequest?: number | undefined;
  /** The text API that `auto` chooses. */
  api: string;
}

/** What the page gets from the server when it starts. */
export interface ServerState {
  /** Where answers come from, in a sentence. */
  source: string;
  models: readonly ModelRow[];
}
