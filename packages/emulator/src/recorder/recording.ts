/** What stands in a file where a secret stood. In a request it fits whatever is asked at its place. */
export const maskedMark = "[masked]";

/** A request's body: what is JSON or a form can be read, and of other bytes there is what tells them apart. */
export type KeptBody =
  | { json: unknown }
  | { form: Readonly<Record<string, unknown>> }
  | { text: string }
  | { sha256: string; bytes: number };

/** A request as a recording holds it, without what authenticates. */
export interface KeptRequest {
  method: string;
  path: string;
  query: Readonly<Record<string, string>>;
  /** In lower case. They are kept to be read: requests are told apart by everything else. */
  headers: Readonly<Record<string, string>>;
  body?: KeptBody | undefined;
}

/** A piece of a body as the network gave it, with the milliseconds from the request to its arrival. */
export type KeptChunk = { atMs: number } & ({ text: string } | { base64: string });

/** An answer as a recording holds it. */
export interface KeptResponse {
  status: number;
  headers: Readonly<Record<string, string>>;
  /** Milliseconds from the request to the headers. */
  headersAtMs: number;
  chunks: readonly KeptChunk[];
  /** `whole`: it ended well; `cut`: the service broke the connection; `left`: the caller did. */
  end: "whole" | "cut" | "left";
}

/** One exchange with a service: the content of one file. */
export interface Recording {
  /** The version of the format of this file. */
  version: 1;
  /** ISO 8601. */
  recordedAt: string;
  request: KeptRequest;
  response: KeptResponse;
}
