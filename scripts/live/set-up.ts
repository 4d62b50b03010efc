// Runs before each file of live tests and limits its requests. The other limit on what live tests cost is the
// quota of their key, which CometAPI itself enforces.
import { limitRequests } from "./limit-requests.ts";

const most = Number(process.env["COMETAPI_LIVE_MAX_REQUESTS"] ?? "40");
globalThis.fetch = limitRequests(globalThis.fetch, most);
