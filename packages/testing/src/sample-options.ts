/** How a package recognises a valid option; core's rules of settings are of this form. */
interface OptionRule {
  accepts: (value: unknown) => boolean;
}

const samples = [
  2,
  0.5,
  true,
  "auto",
  ["image"],
  { "50256": 1 },
  { a: "b" },
  [{ category: "x" }],
  { type: "ephemeral" },
  { openai: {} },
  { voice: "alloy", format: "mp3" },
];

/**
 * Every option of a table with a value that its rule accepts, for tests that none of them is lost on the way.
 * Options that take none of our samples are left out.
 */
export function sampleOptions(
  rules: Readonly<Record<string, OptionRule>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(rules).flatMap(([name, { accepts }]) => {
      const sample = samples.find(accepts);
      return sample === undefined ? [] : [[name, sample]];
    }),
  );
}
