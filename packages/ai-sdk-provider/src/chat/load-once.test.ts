import { expect, it } from "vitest";
import { loadOnce } from "./load-once.ts";

it("loads once", async () => {
  let count = 0;
  const load = loadOnce(async () => (count += 1));
  expect(await Promise.all([load(), load()])).toEqual([1, 1]);
  expect(await load()).toBe(1);
});

it("loads again after a failure", async () => {
  let count = 0;
  const load = loadOnce(async () => {
    count += 1;
    if (count === 1) throw new Error("offline");
    return count;
  });
  await expect(load()).rejects.toThrow("offline");
  expect(await load()).toBe(2);
});
