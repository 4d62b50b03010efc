/** The chunks of a body; in a stream each is one frame. */
export type Chunks = AsyncGenerator<Uint8Array, void, void>;

/** The chunks of a body as they come. */
export async function* readChunks(body: ReadableStream<Uint8Array>): Chunks {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel();
  }
}

/** Passes on the first chunks without ending their source. */
export async function* takeChunks(chunks: Chunks, count: number): Chunks {
  for (let index = 0; index < count; index += 1) {
    const { done, value } = await chunks.next();
    if (done === true) return;
    yield value;
  }
}
