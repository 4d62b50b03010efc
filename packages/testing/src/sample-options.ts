/** Says whether a value of an option is valid. Core's rules of settings have this form. */
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
 * A valid value for every option of a table, for tests that no option is lost on its way. Options that accept
 * none of the sample values are left out.
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
