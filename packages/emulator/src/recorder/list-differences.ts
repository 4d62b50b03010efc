import { maskedMark, type KeptRequest } from "./recording.ts";

const shownLength = 60;

/**
 * Where a request differs from a recorded one, each place with both values: `body.json.model: recorded "a", asked "b"`.
 * What was masked fits everything. Headers do not count: versions of clients change them.
 */
export function listRequestDifferences(recorded: KeptRequest, asked: KeptRequest): string[] {
  return [
    ...listDifferences(recorded.method, asked.method, "method"),
    ...listDifferences(recorded.path, asked.path, "path"),
    ...listDifferences(recorded.query, asked.query, "query"),
    ...listDifferences(recorded.body, asked.body, "body"),
  ];
}

function listDifferences(recorded: unknown, asked: unknown, place: string): string[] {
  if (typeof recorded === "string" && typeof asked === "string") {
    return isTextFitting(recorded, asked) ? [] : [describe(recorded, asked, place)];
  }
  const isComparable =
    isContainer(recorded) && isContainer(asked) && Array.isArray(recorded) === Array.isArray(asked);
  if (!isComparable) return Object.is(recorded, asked) ? [] : [describe(recorded, asked, place)];
  const left = new Map<string, unknown>(Object.entries(recorded));
  const right = new Map<string, unknown>(Object.entries(asked));
  const names = [...new Set([...left.keys(), ...right.keys()])];
  return names.flatMap((name) =>
    listDifferences(
      left.get(name),
      right.get(name),
      Array.isArray(recorded) ? `${place}[${name}]` : `${place}.${name}`,
    ),
  );
}

/** Whether a text is the recorded one. A mark in the recorded one matches any text. */
function isTextFitting(recorded: string, asked: string): boolean {
  if (recorded === asked) return true;
  const [first = "", ...others] = recorded.split(maskedMark);
  const last = others.pop();
  if (last === undefined || !asked.startsWith(first)) return false;
  let position = first.length;
  for (const piece of others) {
    const found = asked.indexOf(piece, position);
    if (found === -1) return false;
    position = found + piece.length;
  }
  return asked.length - last.length >= position && asked.endsWith(last);
}

function isContainer(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function describe(recorded: unknown, asked: unknown, place: string): string {
  if (recorded === undefined) return `${place}: not in the recording, asked ${show(asked)}`;
  if (asked === undefined) return `${place}: recorded ${show(recorded)}, not asked`;
  if (typeof recorded !== "string" || typeof asked !== "string") {
    return `${place}: recorded ${show(recorded)}, asked ${show(asked)}`;
  }
  // Long texts are shown from shortly before the first difference on.
  let start = 0;
  while (start < recorded.length && recorded[start] === asked[start]) start += 1;
  const from = start < shownLength / 2 ? 0 : start - 20;
  return `${place}: recorded ${show(recorded, from)}, asked ${show(asked, from)}`;
}

function show(value: unknown, from = 0): string {
  const text = typeof value === "string" ? value.slice(from) : JSON.stringify(value);
  const clipped = text.length > shownLength ? `${text.slice(0, shownLength)}…` : text;
  const whole = from > 0 ? `…${clipped}` : clipped;
  return typeof value === "string" ? JSON.stringify(whole) : whole;
}
