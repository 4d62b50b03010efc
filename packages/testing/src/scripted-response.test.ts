import { describe, expect, it } from "vitest";
import { fixtureResponse, sseResponse } from "./scripted-response.ts";

describe("a scripted response", () => {
  it("writes values, marks and comments as events", async () => {
    const response = sseResponse([": ping", { a: 1 }, "[DONE]"]);
    expect(response.headers.get("content-type")).toBe("text/event-stream");
    expect(await response.text()).toBe(': ping\n\ndata: {"a":1}\n\ndata: [DONE]\n\n');
  });

  it("leaves the last blank line out", async () => {
    const response = sseResponse(["[DONE]"], { endsWithBlankLine: false });
    expect(await response.text()).toBe("data: [DONE]");
  });

  it("splits the bytes anywhere, also within a character", async () => {
    const pieces = await readPieces(sseResponse(["é"], { splitEvery: 1 }));
    expect(pieces.length).toBe(new TextEncoder().encode("data: é\n\n").length);
    expect(await readPieces(sseResponse(["abc"], { splitAt: [7] }))).toHaveLength(2);
  });

  it("loses the connection after the body", async () => {
    await expect(sseResponse(["a"], { isCut: true }).text()).rejects.toThrow("terminated");
  });

  it("reports when its reader cancels it", async () => {
    const reasons: unknown[] = [];
    const response = sseResponse(["a"], { staysOpen: true, onCancel: (why) => reasons.push(why) });
    await response.body?.cancel("left");
    expect(reasons).toEqual(["left"]);
  });

  it("is made from a fixture", async () => {
    const response = fixtureResponse({
      name: "html-answer",
      oddity: "A web page instead of an answer",
      source: "test",
      stream: false,
      status: 502,
      headers: { "content-type": "text/html" },
      body: "<html>",
      expected: {},
    });
    expect([response.status, response.headers.get("content-type"), await response.text()]).toEqual([
      502,
      "text/html",
      "<html>",
    ]);
  });
});

async function readPieces(response: Response): Promise<Uint8Array[]> {
  const pieces: Uint8Array[] = [];
  for await (const piece of response.body ?? []) pieces.push(piece);
  return pieces;
}
