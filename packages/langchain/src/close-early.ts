/**
 * A generator whose `return` does not wait for the `next` that is under way. An async generator queues them,
 * and LangChain always reads one chunk ahead. So the connection of a reader who leaves a stream would stay
 * open until the server sends more.
 *
 * @param close Makes the `next` that is under way fail.
 */
export function closeEarly<T>(
  generator: AsyncGenerator<T>,
  close: () => void,
): AsyncGenerator<T, undefined> {
  let waiting = 0;
  let isLeft = false;
  const end = { done: true, value: undefined } as const;
  const settle = (result: IteratorResult<T>): IteratorResult<T, undefined> => {
    waiting -= 1;
    return result.done === true ? end : result;
  };
  const fail = (error: unknown): IteratorResult<T, undefined> => {
    waiting -= 1;
    if (isLeft) return end;
    throw error;
  };
  const closeable: AsyncGenerator<T, undefined> = {
    next() {
      waiting += 1;
      return generator.next().then(settle, fail);
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
