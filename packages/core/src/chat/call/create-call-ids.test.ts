import { expect, it } from "vitest";
import { createCallIds } from "./create-call-ids.ts";

it("gives every call of every answer another id, of at most the 40 characters that OpenAI takes", () => {
  const ids = Array.from({ length: 3 }, createCallIds).flatMap((createId) =>
    Array.from({ length: 20 }, createId),
  );
  expect(new Set(ids).size).toBe(60);
  for (const id of ids) expect(id).toMatch(/^call_[0-9a-f]{32}$/);
});
