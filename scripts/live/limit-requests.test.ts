import { expect, it, vi } from "vitest";
import { limitRequests } from "./limit-requests.ts";

it("lets as many requests pass as are allowed, and sends none after that", async () => {
  const fetch = vi.fn(() => Promise.resolve(new Response("ok")));
  const limited = limitRequests(fetch, 2);
  await limited("https://example.com/1");
  await limited("https://example.com/2");
  await expect(limited("https://example.com/3")).rejects.toThrow("More than 2 requests");
  expect(fetch).toHaveBeenCalledTimes(2);
});
