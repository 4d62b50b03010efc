import { describe, expect, it, vi } from "vitest";
import { startEmulator, type Emulator } from "../start-emulator.ts";
import type { RecordedRequest } from "./recorded-request.ts";

const ask = ({ url }: Emulator, { fault = "none", stream = false, signal }: AskOptions = {}) =>
  fetch(`${url}/v1/chat/completions`, {
    method: "POST",
    headers: {
      authorization: "Bearer sk-any",
      "content-type": "application/json",
      "x-emulator-fault": fault,
    },
    body: JSON.stringify({
      model: "gpt-4o-mini",
      stream,
      messages: [{ role: "user", content: "Say hello" }],
    }),
    ...(signal === undefined ? {} : { signal }),
  }).then((response) => response.text());

interface AskOptions {
  fault?: string;
  stream?: boolean;
  signal?: AbortSignal;
}

/** Starts an emulator and notes what it tells `onRequest`. */
async function startNoting(latencyMs = 0) {
  const told: Pick<RecordedRequest, "status" | "outcome">[] = [];
  const emulator = await startEmulator({
    latencyMs,
    onRequest: ({ status, outcome }) => told.push({ status, outcome }),
  });
  return { emulator, told };
}

describe("the journal and onRequest", () => {
  it.each([false, true])(
    "say that the caller left before the answer began (stream: %s)",
    async (stream) => {
      const { emulator, told } = await startNoting(300);
      const leaving = new AbortController();
      const asking = ask(emulator, { stream, signal: leaving.signal });
      await expect.poll(() => emulator.requests.length, { interval: 5 }).toBe(1);
      leaving.abort();
      await expect(asking).rejects.toThrow("aborted");
      await expect.poll(() => told).toEqual([{ status: undefined, outcome: "client-closed" }]);
      await new Promise((resolve) => setTimeout(resolve, 350));
      expect(told).toHaveLength(1);
      expect(emulator.requests[0]).toMatchObject({ status: undefined, outcome: "client-closed" });
      await emulator.close();
    },
  );

  it.each<[string, boolean, Partial<RecordedRequest>]>([
    ["none", false, { status: 200, outcome: "answered" }],
    ["none", true, { status: 200, outcome: "answered" }],
    ["drip bytes=50 every=1ms", true, { status: 200, outcome: "answered" }],
    ["503", false, { status: 503, outcome: "answered" }],
    ["cut", false, { status: 200, outcome: "cut" }],
    ["cut", true, { status: 200, outcome: "cut" }],
    ["end-early", true, { status: 200, outcome: "cut" }],
    ["reset", false, { status: undefined, outcome: "cut" }],
  ])("tell how %s ended (stream: %s)", async (fault, stream, expected) => {
    const { emulator, told } = await startNoting();
    await ask(emulator, { fault, stream }).catch(() => undefined);
    await expect.poll(() => told).toEqual([expected]);
    expect(emulator.requests[0]).toMatchObject(expected);
    await emulator.close();
  });

  it.each([false, true])(
    "wait for the end of an answer that stalls (stream: %s)",
    async (stream) => {
      const { emulator, told } = await startNoting();
      const leaving = new AbortController();
      const asking = ask(emulator, { fault: "stall", stream, signal: leaving.signal });
      await expect.poll(() => emulator.requests[0]?.status).toBe(200);
      expect([emulator.requests[0]?.outcome, told]).toEqual(["pending", []]);
      leaving.abort();
      await expect(asking).rejects.toThrow("aborted");
      await expect.poll(() => told).toEqual([{ status: 200, outcome: "client-closed" }]);
      await emulator.close();
    },
  );

  it("keep a failing onRequest out of the answer", async () => {
    await using emulator = await startEmulator({
      onRequest: () => {
        throw new Error("the logger broke");
      },
    });
    const emit = vi.spyOn(process, "emitWarning").mockImplementation(() => undefined);
    expect(await ask(emulator)).toContain("hello");
    expect(await ask(emulator, { stream: true })).toContain("[DONE]");
    await expect.poll(() => emit.mock.calls.length).toBe(2);
    expect(emit.mock.calls[0]?.[0]).toBe("onRequest threw: Error: the logger broke");
    emit.mockRestore();
  });
});
