import type { Receiver } from "../worker/receiver.ts";
import type { TextAPI } from "../text-api.ts";
import type { Method } from "../worker/task.ts";

/** What a product can be asked to do. Each call hands everything it gets to the receiver. */
export type Client = { [M in Method]?: (receiver: Receiver) => Promise<void> };

/** Makes a client that talks to one address in one format. */
export type CreateClient = (baseURL: string, api: TextAPI) => Client;
