import { expect, it, vi } from "vitest";
import { startStream } from "./start-stream.ts";

it("rejects when the generator fails before its first value", async () => {
  // oxlint-disable-next-line require-yield
  async function* fail(): AsyncGenerator<string, void> {
    throw new Error("no key");
  }
  await expect(startStream(fail())).rejects.toThrow("no key");
});

it("closes the generator although nobody ever read from it", async () => {
  const closed = vi.fn<() => void>();
  async function* values(): AsyncGenerator<string, void> {
    try {
      yield "a";
      yield "b";
    } finally {
      closed();
    }
  }
  const stream = await startStream(values());
  await stream.return?.();
  expect(closed).toHaveBeenCalledOnce();
  expect(await stream.next()).toMatchObject({ done: true });
});

it("reads ahead to the first value that counts and loses none", async () => {
  const read: string[] = [];
  async function* values(): AsyncGenerator<string, void> {
    for (const value of ["", "", "a", "b"]) {
      read.push(value);
      yield value;
    }
  }
  const stream = await startStream(values(), (value) => value !== "");
  expect(read).toEqual(["", "", "a"]);
  const received: string[] = [];
  for await (const value of stream) received.push(value);
  expect(received).toEqual(["", "", "a", "b"]);
});
