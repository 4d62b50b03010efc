import type { Framework } from "../products/product.ts";
import { contents, formatShape, type StreamContent, type StreamShape } from "../stream-shape.ts";
import type { TextAPI } from "../text-api.ts";
import type { Method } from "../worker/task.ts";
import { apisOfPeers } from "./apis-of-peers.ts";
import { arrivals, type Arrival } from "./arrival.ts";
import {
  contentOfStreams,
  everyRole,
  fillOneLine,
  withoutNothing,
  type WorkloadOfOneLine,
} from "./fill-one-line.ts";
import type { Workload } from "./subject.ts";

/** How many chunks make a sample, at least: shorter streams are repeated. */
const FEWEST_CHUNKS = { "full speed": 20_000, "8 a read": 5000, "1 a read": 5000 } as const;

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

/** A stream on the layer that the products implement. */
export function stream(
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
    roles: everyRole,
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
export function nativeStreams(framework: Framework): Workload[] {
  return apisOfPeers(framework).flatMap((api) =>
    contents.map((content) => nativeStream(framework, api, content)),
  );
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

/** A stream through the whole framework. */
export function endToEnd(framework: Framework, arrival: Arrival, isQuick = false): Workload {
  const chunkCount = 5000;
  return fillOneLine({
    ...chunkWorkload("endToEnd", "text", chunkCount, arrival),
    id: endToEndId(framework, arrival),
    framework,
    title: `${applications[framework]}, ${titleOf("text", chunkCount, arrival)}`,
    isQuick,
    roles: everyRole,
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
    process: "shared",
    roundFactor: 1,
    tasks: (serverURL) => [
      { method, api, baseURL: `${serverURL}/${formatShape(shape)}/v1`, times, concurrency: 1 },
    ],
    expected: contentOfStreams(shape, times),
    value: ({ cpuMs }) => (cpuMs * 1000) / (chunkCount * times),
  };
}

function titleOf(content: StreamContent, chunkCount: number, arrival: Arrival): string {
  return `${content.replace("-", " ")}, ${chunkCount.toLocaleString("en")} chunks, ${arrival}`;
}

const FIRST_OUTPUTS = 30;

/** The time from a call to its first token. */
export function firstOutput(framework: Framework): Workload {
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
    process: "shared",
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
    expected: contentOfStreams(shape, FIRST_OUTPUTS),
    // The middle of many: a single one can be a thousand times that, whoever is measured.
    value: ({ firstOutputMs }) =>
      firstOutputMs.toSorted((a, b) => a - b)[FIRST_OUTPUTS / 2] ?? Number.NaN,
  });
}
