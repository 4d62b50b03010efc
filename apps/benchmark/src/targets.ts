import { nativeAPIs } from "./text-api.ts";
import { packageSubjectId } from "./measure/subjects.ts";
import { type HeldReading, heldStreamsId } from "./measure/held-streams.ts";
import type { Arrival } from "./measure/arrival.ts";
import { nativeRequestsId } from "./measure/request-workloads.ts";
import { endToEndId, nativeStreamId, streamId } from "./measure/stream-workloads.ts";
import { type Framework, frameworkNames } from "./products/product.ts";
import { contents } from "./stream-shape.ts";

/** What our product is compared with. */
export type Reference =
  | { type: "floor" }
  | { type: "best-peer" }
  | { type: "product"; productId: string; name: string }
  /** Our own cost on another line. */
  | { type: "own"; subjectId: string; name: string };

/** What was promised of our product on one line. */
export type Target = {
  framework: Framework;
  subjectId: string;
  title: string;
} & (
  | { type: "ratio"; over: Reference; limit: number }
  /** In the line's unit. */
  | { type: "amount"; limit: number }
  /** What ours adds to the floor, in terms of what the peer that adds least does. */
  | { type: "above-floor"; limit: number }
  /** What ours adds to the do-nothing model, in the line's unit. */
  | { type: "above-framework"; limit: number }
  /** Flat but for what the framework itself keeps, and not more than the best peer. */
  | { type: "growth" }
);

/** Growth of memory, in kilobytes, below which it is the noise of a garbage collector. */
export const FLAT_KB = 500;

const frameworks: readonly Framework[] = ["ai-sdk", "langchain", "llamaindex"];

const arrivals: readonly Arrival[] = ["full speed", "8 a read"];

const compatible: Reference = {
  type: "product",
  productId: "ai-sdk/openai-compatible",
  name: "openai-compatible",
};

/** What the project set out to reach. */
export const targets: readonly Target[] = [
  ...arrivals.flatMap((arrival) => {
    const text = streamId("ai-sdk", "text", 5000, arrival);
    return [
      ratio("ai-sdk", text, `doStream, text, ${arrival}`, { type: "floor" }, 1.8),
      ratio("ai-sdk", text, `doStream, text, ${arrival}`, compatible, 0.4),
    ];
  }),
  ratio(
    "ai-sdk",
    streamId("ai-sdk", "tool-arguments", 20_000, "8 a read"),
    "doStream, tool arguments, 20,000 chunks",
    compatible,
    0.6,
  ),
  ratio(
    "ai-sdk",
    streamId("ai-sdk", "tool-arguments", 20_000, "8 a read"),
    "doStream, tool arguments, 20,000 chunks",
    {
      type: "own",
      subjectId: streamId("ai-sdk", "tool-arguments", 500, "8 a read"),
      name: "500 chunks",
    },
    1.3,
  ),
  ...arrivals.map((arrival) =>
    ratio("ai-sdk", endToEndId("ai-sdk", arrival), `streamText, ${arrival}`, compatible, 0.8),
  ),
  best("langchain", streamId("langchain", "text", 5000, "8 a read"), ".stream(), text", 0.7),
  best(
    "langchain",
    streamId("langchain", "tool-arguments", 5000, "8 a read"),
    ".stream(), tool arguments, 5,000 chunks",
    0.25,
  ),
  ...arrivals.map((arrival) => {
    const text = streamId("llamaindex", "text", 5000, arrival);
    return best("llamaindex", text, `chat stream, text, ${arrival}`, 0.25);
  }),
  best("llamaindex", endToEndId("llamaindex", "8 a read"), "agent(), 5,000 chunks", 0.15),
  ...(["ai-sdk", "langchain"] as const).flatMap((framework) =>
    nativeAPIs.flatMap((api) =>
      contents.map((content) => {
        const id = nativeStreamId(framework, api, content);
        return best(framework, id, `${api}, ${content.replace("-", " ")}`, 0.5);
      }),
    ),
  ),
  ...contents.map((content) => {
    const id = nativeStreamId("llamaindex", "responses", content);
    return best("llamaindex", id, `responses, ${content.replace("-", " ")}`, 0.3);
  }),
  ...(["ai-sdk", "langchain"] as const).flatMap((framework) =>
    nativeAPIs.map((api) =>
      best(framework, nativeRequestsId(framework, api), `request on ${api}`, 1),
    ),
  ),
  best("llamaindex", nativeRequestsId("llamaindex", "responses"), "request on responses", 1),
  ...frameworks.flatMap((framework): Target[] => {
    const id = (reading: HeldReading): string => heldStreamsId(framework, 1000, reading);
    const title = titleOf(framework, "1,000 streams held open, CPU");
    return [
      { type: "above-floor", framework, subjectId: id("chunk"), title, limit: 0.5 },
      best(framework, id("heap"), "1,000 streams held open, heap of each", 0.6),
      best(framework, id("delay"), "1,000 streams held open, event loop delay", 1),
    ];
  }),
  {
    type: "above-framework",
    framework: "langchain",
    subjectId: packageSubjectId("langchain", "import"),
    title: titleOf("langchain", "import, beside @langchain/core"),
    limit: 20,
  },
  ...frameworks.flatMap((framework) => [
    best(framework, `${framework} requests 1`, "request, 1 at once", 0.95),
    best(framework, `${framework} requests 64`, "request, 64 at once", 0.95),
    best(framework, `${framework} first-output`, "time to first token", 1),
    best(framework, packageSubjectId(framework, "import"), "import", 1),
  ]),
  {
    type: "amount",
    framework: "ai-sdk",
    subjectId: packageSubjectId("ai-sdk", "bundle"),
    title: titleOf("ai-sdk", "bundle, minified and gzipped"),
    limit: 40,
  },
  {
    type: "amount",
    framework: "ai-sdk",
    subjectId: packageSubjectId("ai-sdk", "file"),
    title: titleOf("ai-sdk", "bundle as one file"),
    limit: 60,
  },
  ...frameworks.flatMap((framework) => [
    growth(framework, `${framework} stream-memory`, "memory over 200,000 chunks"),
    growth(framework, `${framework} request-memory`, "memory over 2,000 requests"),
  ]),
];

function ratio(
  framework: Framework,
  subjectId: string,
  title: string,
  over: Reference,
  limit: number,
): Target {
  return { type: "ratio", framework, subjectId, title: titleOf(framework, title), over, limit };
}

function best(framework: Framework, subjectId: string, title: string, limit: number): Target {
  return ratio(framework, subjectId, title, { type: "best-peer" }, limit);
}

function growth(framework: Framework, subjectId: string, title: string): Target {
  return { type: "growth", framework, subjectId, title: titleOf(framework, title) };
}

function titleOf(framework: Framework, title: string): string {
  return `${frameworkNames[framework]} ${title}`;
}
