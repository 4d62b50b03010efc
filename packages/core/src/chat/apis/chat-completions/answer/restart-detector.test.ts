import { expect, it } from "vitest";
import { RestartDetector } from "./restart-detector.ts";

type Choice = Record<string, unknown>;

const text: Choice = { delta: { content: "a" } };
const opener: Choice = { delta: { role: "assistant", content: "" } };

/** What each chunk is to those before it, by its id and its choice. */
function observe(...chunks: [id: string, choice: Choice][]): string[] {
  const detector = new RestartDetector();
  return chunks.map(([id, choice]) => detector.observe(id, [{ index: 0, choice }]));
}

it("sees another answer at the first chunk with another id, where two chunks had the same", () => {
  expect(observe(["a", text], ["a", text], ["b", text])).toEqual([
    "continues",
    "continues",
    "restarts",
  ]);
});

it("sees it also in the older completions API, whose choices have a text and no delta", () => {
  const older = { text: "a" };
  expect(observe(["a", older], ["a", older], ["b", older]).at(-1)).toBe("restarts");
});

it("waits for the next chunk where only one had the id before", () => {
  expect(observe(["a", text], ["b", text], ["b", text]).slice(1)).toEqual(["unclear", "restarts"]);
});

it("takes ids that change with every chunk for one answer", () => {
  const all = ["a", "b", "c", "b", "d"].map((id): [string, Choice] => [id, text]);
  expect(observe(...all).slice(2)).toEqual(["continues", "continues", "continues"]);
});

it("counts no chunk before the first output", () => {
  expect(observe(["x", opener], ["a", text], ["b", text])).toEqual([
    "continues",
    "continues",
    "unclear",
  ]);
});

it("minds no new id that begins with the last chunk, and stays", () => {
  const last: Choice = { delta: { content: "b" }, finish_reason: "stop" };
  expect(observe(["a", text], ["b", last], ["b", text]).slice(1)).toEqual([
    "continues",
    "continues",
  ]);
});

it("sees it by a role, too, with a kind of content that came without one, however long before", () => {
  const thought: Choice = { delta: { reasoning_content: "a" } };
  const begun: Choice = { delta: { role: "assistant", reasoning_content: "a" } };
  expect(observe(["a", thought], ["a", text], ["a", begun]).at(-1)).toBe("restarts");
});

it("sees it by a role alone as soon as output follows, and not before", () => {
  const end: Choice = { delta: {}, finish_reason: "stop" };
  expect(observe(["a", text], ["a", opener], ["a", text]).slice(1)).toEqual([
    "continues",
    "restarts",
  ]);
  expect(observe(["a", text], ["a", opener], ["a", end]).slice(1)).toEqual([
    "continues",
    "continues",
  ]);
});
