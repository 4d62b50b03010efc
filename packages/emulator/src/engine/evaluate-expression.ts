/** The value of an arithmetic expression of numbers, `+ - * / % ^` and brackets; undefined when it is none. */
export function evaluateExpression(expression: string): number | undefined {
  const tokens = expression.match(/\d+(?:\.\d+)?|[-+*/%^()]/gu) ?? [];
  if (tokens.join("") !== expression.replaceAll(/\s/gu, "")) return undefined;
  let position = 0;

  const readAtom = (): number => {
    const token = tokens[position];
    position += 1;
    if (token === "-") return -readPower();
    if (token !== "(") return Number(token);
    const value = readSum();
    if (tokens[position] !== ")") return Number.NaN;
    position += 1;
    return value;
  };
  const readPower = (): number => {
    const base = readAtom();
    if (tokens[position] !== "^") return base;
    position += 1;
    return base ** readPower();
  };
  const readProduct = (): number => {
    let value = readPower();
    for (;;) {
      const operator = tokens[position];
      if (operator !== "*" && operator !== "/" && operator !== "%") return value;
      position += 1;
      const right = readPower();
      if (operator === "*") value *= right;
      else if (operator === "/") value /= right;
      else value %= right;
    }
  };
  const readSum = (): number => {
    let value = readProduct();
    for (;;) {
      const operator = tokens[position];
      if (operator !== "+" && operator !== "-") return value;
      position += 1;
      const right = readProduct();
      value += operator === "+" ? right : -right;
    }
  };

  const value = readSum();
  return position === tokens.length && Number.isFinite(value)
    ? Number(value.toPrecision(12))
    : undefined;
}
