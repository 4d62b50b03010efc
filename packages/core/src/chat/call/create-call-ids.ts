/** Makes ids for the tool calls of one answer that have none: one random prefix, then a counter. */
export function createCallIds(): () => string {
  let random: string | undefined;
  let count = 0;
  return () => {
    random ??= crypto.randomUUID().replaceAll("-", "").slice(0, 24);
    const number = count.toString(16).padStart(8, "0");
    count += 1;
    return `call_${random}${number}`;
  };
}
