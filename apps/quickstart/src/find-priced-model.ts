/**
 * The model whose price holds for what served, of those that were asked for. What serves is a dated
 * snapshot of one of them, and `gpt-5-mini` is none of `gpt-5`: the longest id that fits is meant.
 */
export function findPricedModel(
  servedModel: string,
  askedModels: readonly string[],
): string | undefined {
  return askedModels
    .filter((id) => servedModel.startsWith(id))
    .toSorted((left, right) => right.length - left.length)[0];
}
