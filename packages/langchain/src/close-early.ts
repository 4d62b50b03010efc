/**
 * A generator that can be left while it waits. An async generator puts `return` in a queue behind the
 * `next` that is under way, and LangChain reads ahead: without this, a reader who leaves a stream keeps
 * its connection until the server says something more.
 *
 * @param close Ends what the generator waits for.
 */
export function closeEarly<T>(
  generator: AsyncGenerator<T>,
  close: () => void,
): AsyncGenerator<T, undefined> {
  let waiting = 0;
  let isLeft = false;
  const end = { done: true, value: undefined } as const;
  const take = (result: IteratorResult<T>): IteratorResult<T, undefined> => {
    waiting -= 1;
    return result.done === true ? end : result;
  };
  const lose = (error: unknown): IteratorResult<T, undefined> => {
    waiting -= 1;
    if (isLeft) return end;
    throw error;
  };
  const closeable: AsyncGenerator<T, undefined> = {
    next() {
      waiting += 1;
      return generator.next().then(take, lose);
    },
    async return() {
      isLeft = true;
      if (waiting > 0) close();
      await generator.return(undefined);
      return end;
    },
    async throw(error: unknown) {
      await closeable.return(undefined);
      throw error;
    },
    [Symbol.asyncIterator]: () => closeable,
    [Symbol.asyncDispose]: async () => void (await closeable.return(undefined)),
  };
  return closeable;
}
