import type { Exchange } from "../http/exchange.ts";

/** The body of `GET /user/quota?key=…`, which the service serves on a host of its own. */
export function describeQuota({ state, nowMs }: Exchange): unknown {
  const used = Number((state.requestCount * 0.001).toFixed(3));
  const today = new Date(nowMs).toISOString().slice(0, 10);
  return {
    username: "emulator",
    total_quota: 100,
    total_used_quota: used,
    request_count: state.requestCount,
    keys: [{ name: "emulator", remain_quota: -1, used_quota: used }],
    daily_quota: {
      [today]: [{ token_name: "emulator", quota_used: used, request_count: state.requestCount }],
    },
  };
}
