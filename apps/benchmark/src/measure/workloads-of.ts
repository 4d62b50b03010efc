import type { Framework } from "../products/product.ts";
import { heldStreams } from "./held-streams.ts";
import { requestMemory, streamMemory } from "./memory-workloads.ts";
import { embeddings, nativeRequests, requests } from "./request-workloads.ts";
import { endToEnd, firstOutput, nativeStreams, stream } from "./stream-workloads.ts";
import type { Workload } from "./subject.ts";

/** Every workload of one framework, those that share a process first: it must not wait for others. */
export function workloadsOf(framework: Framework): Workload[] {
  if (framework === "core") return workloadsOfCore();
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
    firstOutput(framework),
    embeddings(framework),
    ...heldStreams(framework),
    requests(framework, 1),
    requests(framework, 64),
    ...nativeRequests(framework),
    streamMemory(framework),
    requestMemory(framework),
  ];
}

function workloadsOfCore(): Workload[] {
  return [
    stream("core", "text", 5000, "full speed"),
    stream("core", "text", 5000, "8 a read"),
    stream("core", "text", 5000, "1 a read"),
    stream("core", "reasoning", 5000, "8 a read"),
    stream("core", "tool-arguments", 5000, "8 a read"),
    embeddings("core"),
    requests("core", 1, false),
    requests("core", 64, false),
  ];
}
