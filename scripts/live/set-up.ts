// Before each file of live tests: the first of two limits of what they cost. The other is the quota of the
// key they run with, which CometAPI itself enforces.
import { limitRequests } from "./limit-requests.ts";

const most = Number(process.env["COMETAPI_LIVE_MAX_REQUESTS"] ?? "40");
globalThis.fetch = limitRequests(globalThis.fetch, most);
