const operations: readonly (readonly [name: RegExp, sign: RegExp])[] = [
  [/multipl|times|product/iu, /[*×x]|times|multiplied by/u],
  [/add|sum|plus/iu, /\+|plus/u],
  [/subtract|minus|difference/iu, /-|minus/u],
  [/divi|quotient/iu, /[/÷]|divided by|over/u],
];

/**
 * The numbers of the operation a tool is named after: in "25 times 4 and 10 plus 5" those of `add` are 10 and 5.
 * Undefined if the tool is not named after an operation, or the text has no such operation.
 */
export function findOperands(toolName: string, text: string): number[] | undefined {
  const sign = operations.find(([name]) => name.test(toolName))?.[1];
  if (sign === undefined) return undefined;
  const number = "(-?\\d+(?:\\.\\d+)?)";
  const match = new RegExp(`${number}\\s*(?:${sign.source})\\s*${number}`, "iu").exec(text);
  return match === null ? undefined : [Number(match[1]), Number(match[2])];
}
