import type { Framework, Role } from "../products/product.ts";
import { dimensions, shortAnswer } from "../fixed-answers.ts";
import {
  expectedContent,
  formatShape,
  type Received,
  type StreamContent,
  type StreamShape,
  contents,
} from "../stream-shape.ts";
import { nativeAPIs, type TextAPI } from "../text-api.ts";
import { texts } from "../products/request-content.ts";
import type { Reading, Workload } from "./subject.ts";
import { heldStreams } from "./held-streams.ts";
import type { Method, Task } from "../worker/task.ts";

type WorkloadOfOneLine = Omit<Workload, "readings" | "title"> & Reading;

/** A workload that fills one line. */
function fillOneLine({
  id,
  framework,
  title,
  unit,
  isQuick,
  value,
  ...workload
}: WorkloadOfOneLine): Workload {
  return { title, readings: [{ id, framework, title, unit, isQuick, value }], ...workload };
}

const all: readonly Role[] = ["floor", "part", "ours", "peer", "nothing"];
const withoutNothing: readonly Role[] = ["floor", "ours", "peer"];
/** Only LangChain does anything between its caller and the model. */
const rolesOfRequests: Readonly<Record<Framework, readonly Role[]>> = {
  core: withoutNothing,
  "ai-sdk": withoutNothing,
  langchain: [...withoutNothing, "nothing"],
  llamaindex: withoutNothing,
};

/** How the chunks of a stream come in. */
export type Arrival = "full speed" | "8 a read" | "1 a read";

// 200 µs are long enough for most products to have done their work between two reads.
const arrivals: Readonly<Record<Arrival, Pick<StreamShape, "chunksPerWrite" | "intervalMicros">>> =
  {
    "full speed": { chunksPerWrite: 8, intervalMicros: 0 },
    "8 a read": { chunksPerWrite: 8, intervalMicros: 200 },
    "1 a read": { chunksPerWrite: 1, intervalMicros: 200 },
  };

/** How many chunks make a sample, at least: shorter streams are repeated. */
const FEWEST_CHUNKS = { "full speed": 20_000, "8 a read": 5000, "1 a read": 5000 } as const;

/** Every workload of one framework. */
export function workloadsOf(framework: Framework): Workload[] {
  if (framework === "core") return coreWorkloads;
  return [
    stream(framework, "text", 5000, "full speed", true),
    stream(framework, "text", 5000, "8 a read", true),
    stream(framework, "text", 5000, "1 a read"),
    stream(framework, "reasoning", 5000, "8 a read"),
    stream(framework, "tool-arguments", 500, "8 a read"),
    stream(framework, "tool-arguments", 5000, "8 a read", true),
    stream(framework, "tool-arguments", 20_000, "8 a read"),
    ...nativeStreams(framework),
    endToEnd(framework, "full speed"),
    endToEnd(framework, "8 a read", true),
    endToEnd(framework, "1 a read"),
    ...heldStreams(framework),
    requests(framework, 1),
    requests(framework, 64),
    ...nativeRequests(framework),
    firstOutput(framework),
    streamMemory(framework),
    requestMemory(framework),
    embeddings(framework),
  ];
}

const layers: Readonly<Record<Framework, string>> = {
  core: "stream",
  "ai-sdk": "doStream",
  langchain: ".stream()",
  llamaindex: "chat stream",
};

const applications: Readonly<Record<Framework, string>> = {
  core: "stream",
  "ai-sdk": "streamText",
  langchain: "chain",
  llamaindex: "agent()",
};

function stream(
  framework: Framework,
  content: StreamContent,
  chunkCount: number,
  arrival: Arrival,
  isQuick = false,
): Workload {
  return fillOneLine({
    ...chunkWorkload("stream", content, chunkCount, arrival),
    id: streamId(framework, content, chunkCount, arrival),
    framework,
    title: `${layers[framework]}, ${titleOf(content, chunkCount, arrival)}`,
    isQuick,
    roles: all,
  });
}

/** Id of a stream on the layer that the products implement. */
export function streamId(
  framework: Framework,
  content: StreamContent,
  chunkCount: number,
  arrival: Arrival,
): string {
  return `${framework} stream ${content} ${chunkCount} ${arrival}`;
}

/** Streams in the vendors' own formats, where there is a vendor's package for it. */
function nativeStreams(framework: Framework): Workload[] {
  return apisOfPeers(framework).flatMap((api) =>
    contents.map((content) => nativeStream(framework, api, content)),
  );
}

function apisOfPeers(framework: Framework): TextAPI[] {
  return nativeAPIs.filter((api) => framework !== "llamaindex" || api === "responses");
}

function nativeStream(framework: Framework, api: TextAPI, content: StreamContent): Workload {
  // Gemini's calls come whole: each chunk is one, and an answer has not thousands.
  const chunkCount = api === "gemini" && content === "tool-arguments" ? 100 : 5000;
  return fillOneLine({
    ...chunkWorkload("stream", content, chunkCount, "full speed", api),
    id: nativeStreamId(framework, api, content),
    framework,
    title: `${layers[framework]} on ${api}, ${titleOf(content, chunkCount, "full speed")}`,
    isQuick: content === "text",
    roles: ["ours", "peer"],
  });
}

/** Id of a stream in a vendor's own format. */
export function nativeStreamId(framework: Framework, api: TextAPI, content: StreamContent): string {
  return `${framework} native ${api} ${content}`;
}

function endToEnd(framework: Framework, arrival: Arrival, isQuick = false): Workload {
  const chunkCount = 5000;
  return fillOneLine({
    ...chunkWorkload("endToEnd", "text", chunkCount, arrival),
    id: endToEndId(framework, arrival),
    framework,
    title: `${applications[framework]}, ${titleOf("text", chunkCount, arrival)}`,
    isQuick,
    roles: all,
  });
}

/** Id of a stream through the whole framework. */
export function endToEndId(framework: Framework, arrival: Arrival): string {
  return `${framework} end-to-end ${arrival}`;
}

function chunkWorkload(
  method: Method,
  content: StreamContent,
  chunkCount: number,
  arrival: Arrival,
  api: TextAPI = "chat",
): Omit<WorkloadOfOneLine, "id" | "framework" | "title" | "isQuick" | "roles"> {
  const shape: StreamShape = { content, chunkCount, ...arrivals[arrival] };
  const times = Math.ceil(FEWEST_CHUNKS[arrival] / chunkCount);
  return {
    unit: "µs/chunk",
    api,
    except: [],
    needsFreshProcess: false,
    roundFactor: 1,
    tasks: (serverURL) => [
      { method, api, baseURL: `${serverURL}/${formatShape(shape)}/v1`, times, concurrency: 1 },
    ],
    expected: contentOf(shape, times),
    value: ({ cpuMs }) => (cpuMs * 1000) / (chunkCount * times),
  };
}

function contentOf(shape: StreamShape, times: number): Received {
  const { text, reasoning, toolArguments } = expectedContent(shape);
  return {
    text: text * times,
    reasoning: reasoning * times,
    toolArguments: toolArguments * times,
  };
}

function textOnly(length: number): Received {
  return { text: length, reasoning: 0, toolArguments: 0 };
}

function titleOf(content: StreamContent, chunkCount: number, arrival: Arrival): string {
  return `${content.replace("-", " ")}, ${chunkCount.toLocaleString("en")} chunks, ${arrival}`;
}

function requests(framework: Framework, concurrency: number, isQuick = true): Workload {
  const times = concurrency === 1 ? 400 : 640;
  return fillOneLine({
    id: `${framework} requests ${concurrency}`,
    framework,
    title: `request and short answer, ${concurrency} at once`,
    unit: "µs/request",
    isQuick,
    api: "chat",
    roles: rolesOfRequests[framework],
    except: [],
    needsFreshProcess: false,
    roundFactor: 3,
    tasks: (serverURL) => [askTask(serverURL, times, concurrency)],
    expected: textOnly(shortAnswer.length * times),
    value: ({ cpuMs }) => (cpuMs * 1000) / times,
  });
}

/** Requests in the vendors' own formats, where there is a vendor's package for it. */
function nativeRequests(framework: Framework): Workload[] {
  return apisOfPeers(framework).map((api) => {
    const times = 400;
    return fillOneLine({
      id: nativeRequestsId(framework, api),
      framework,
      title: `request on ${api} and short answer, 1 at once`,
      unit: "µs/request",
      isQuick: false,
      api,
      roles: ["ours", "peer"],
      except: [],
      needsFreshProcess: false,
      roundFactor: 1,
      tasks: (serverURL) => [{ ...askTask(serverURL, times, 1), api }],
      expected: textOnly(shortAnswer.length * times),
      value: ({ cpuMs }) => (cpuMs * 1000) / times,
    });
  });
}

/** Id of requests in a vendor's own format. */
export function nativeRequestsId(framework: Framework, api: TextAPI): string {
  return `${framework} native ${api} requests`;
}

function askTask(serverURL: string, times: number, concurrency: number): Task {
  return { method: "ask", api: "chat", baseURL: `${serverURL}/v1`, times, concurrency };
}

const FIRST_OUTPUTS = 30;

function firstOutput(framework: Framework): Workload {
  const shape: StreamShape = {
    content: "text",
    chunkCount: 4,
    chunksPerWrite: 2,
    intervalMicros: 3000,
  };
  const baseURL = `/${formatShape(shape)}/v1`;
  return fillOneLine({
    id: `${framework} first-output`,
    framework,
    title: "time to first token",
    unit: "ms",
    isQuick: true,
    api: "chat",
    roles: withoutNothing,
    except: [],
    needsFreshProcess: false,
    roundFactor: 3,
    tasks: (serverURL) => [
      {
        method: "stream",
        api: "chat",
        baseURL: serverURL + baseURL,
        times: FIRST_OUTPUTS,
        concurrency: 1,
      },
    ],
    expected: contentOf(shape, FIRST_OUTPUTS),
    // The middle of many: a single one can be a thousand times that, whoever is measured.
    value: ({ firstOutputMs }) =>
      firstOutputMs.toSorted((a, b) => a - b)[FIRST_OUTPUTS / 2] ?? Number.NaN,
  });
}

function streamMemory(framework: Framework): Workload {
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
    roles: all,
    except: [],
    needsFreshProcess: true,
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
    expected: contentOf(shape, 1),
    // The first sample is taken before the stream, the last after it.
    value: ({ heapBytes }) => ((heapBytes.at(-2) ?? Number.NaN) - (heapBytes[1] ?? 0)) / 1000,
  });
}

const MEMORY_REQUESTS = 2000;

function requestMemory(framework: Framework): Workload {
  return fillOneLine({
    id: `${framework} request-memory`,
    framework,
    title: "memory, growth over 2,000 requests",
    unit: "kB",
    isQuick: false,
    api: "chat",
    roles: withoutNothing,
    except: [],
    needsFreshProcess: true,
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

function embeddings(framework: Framework): Workload {
  return fillOneLine({
    id: `${framework} embeddings`,
    framework,
    title: "512 embeddings of 1,536 dimensions, CPU",
    unit: "ms",
    isQuick: false,
    api: "chat",
    roles: withoutNothing,
    except: ["langchain/openrouter"],
    needsFreshProcess: false,
    roundFactor: 1,
    tasks: (serverURL) => [
      { method: "embed", api: "chat", baseURL: `${serverURL}/v1`, times: 1, concurrency: 1 },
    ],
    expected: textOnly(texts.length * dimensions),
    value: ({ cpuMs }) => cpuMs,
  });
}

// Below everything it is made of: a constant is not there before its line.
const coreWorkloads: Workload[] = [
  stream("core", "text", 5000, "full speed"),
  stream("core", "text", 5000, "8 a read"),
  stream("core", "text", 5000, "1 a read"),
  stream("core", "reasoning", 5000, "8 a read"),
  stream("core", "tool-arguments", 5000, "8 a read"),
  requests("core", 1, false),
  requests("core", 64, false),
  embeddings("core"),
];
