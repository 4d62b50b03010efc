/**
 * Runs a generator up to its first output, so that a failure before it rejects this
 * promise, and its `finally` runs even if nobody reads on but closes it.
 *
 * @param isOutput Values before the first output are read ahead and kept. Default: every value is output.
 */
export async function startStream<T>(
  generator: AsyncGenerator<T, unknown>,
  isOutput: (value: T) => boolean = () => true,
): Promise<AsyncIterableIterator<T>> {
  const ahead: T[] = [];
  for (;;) {
    const result = await generator.next();
    if (result.done) break;
    ahead.push(result.value);
    if (isOutput(result.value)) break;
  }
  const stream: AsyncIterableIterator<T> = {
    [Symbol.asyncIterator]: () => stream,
    next: () => {
      const value = ahead.shift();
      return value === undefined ? generator.next() : Promise.resolve({ done: false, value });
    },
    return: async () => {
      ahead.length = 0;
      return generator.return(undefined);
    },
  };
  return stream;
}
