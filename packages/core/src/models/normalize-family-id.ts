/**
 * A model id in the form that the traits table matches: in lower case, without a vendor or service in
 * front, and for Claude in Anthropic's newer order with dashes for dots, so that
 * `anthropic/Claude-3.5-Haiku` and `claude-3-5-haiku-latest` are one family.
 */
export function normalizeFamilyId(modelId: string): string {
  const id = modelId.trim().toLowerCase().split("/").at(-1) ?? "";
  if (!id.startsWith("claude-")) return id;
  return id
    .replace(/^(claude-(?:[a-z]+-)?\d)\.(\d)/, "$1-$2")
    .replace(/^claude-(\d(?:-\d)?)-([a-z]+)/, "claude-$2-$1");
}
