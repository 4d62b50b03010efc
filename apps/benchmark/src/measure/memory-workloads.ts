import { shortAnswer } from "../fixed-answers.ts";
import type { Framework } from "../products/product.ts";
import { expectedContent, formatShape, type StreamShape } from "../stream-shape.ts";
import { arrivals } from "./arrival.ts";
import {
  contentOfStreams,
  everyRole,
  fillOneLine,
  textOnly,
  withoutNothing,
} from "./fill-one-line.ts";
import { askTask } from "./request-workloads.ts";
import type { Workload } from "./subject.ts";

/** What grows with the length of a stream. */
export function streamMemory(framework: Framework): Workload {
  const chunkCount = 200_000;
  const shape: StreamShape = { content: "text", chunkCount, ...arrivals["8 a read"] };
  const charactersPerHeapSample = Math.floor(expectedContent(shape).text / 10);
  return fillOneLine({
    id: `${framework} stream-memory`,
    framework,
    title: "memory, growth from chunk 20,000 to 200,000",
    unit: "kB",
    isQuick: false,
    api: "chat",
    roles: everyRole,
    except: [],
    process: "fresh",
    // Memory is the same each time.
    roundFactor: 0.5,
    tasks: (serverURL) => [
      {
        method: "stream",
        api: "chat",
        baseURL: `${serverURL}/${formatShape(shape)}/v1`,
        times: 1,
        concurrency: 1,
        charactersPerHeapSample,
      },
    ],
    expected: contentOfStreams(shape, 1),
    // The first sample is taken before the stream, the last after it.
    value: ({ heapBytes }) => ((heapBytes.at(-2) ?? Number.NaN) - (heapBytes[1] ?? 0)) / 1000,
  });
}

const MEMORY_REQUESTS = 2000;

/** What grows with the number of requests. */
export function requestMemory(framework: Framework): Workload {
  return fillOneLine({
    id: `${framework} request-memory`,
    framework,
    title: "memory, growth over 2,000 requests",
    unit: "kB",
    isQuick: false,
    api: "chat",
    roles: withoutNothing,
    except: [],
    process: "fresh",
    // Memory is the same each time.
    roundFactor: 0.5,
    tasks: (serverURL) => [
      askTask(serverURL, 1000, 8),
      { ...askTask(serverURL, MEMORY_REQUESTS, 8), charactersPerHeapSample: Infinity },
    ],
    expected: textOnly(shortAnswer.length * MEMORY_REQUESTS),
    value: ({ heapBytes }) => ((heapBytes.at(-1) ?? Number.NaN) - (heapBytes[0] ?? 0)) / 1000,
  });
}
