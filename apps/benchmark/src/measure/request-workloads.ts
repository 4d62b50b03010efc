import { dimensions, shortAnswer } from "../fixed-answers.ts";
import type { Framework, Role } from "../products/product.ts";
import { texts } from "../products/request-content.ts";
import type { TextAPI } from "../text-api.ts";
import type { Task } from "../worker/task.ts";
import { apisOfPeers } from "./apis-of-peers.ts";
import { fillOneLine, textOnly, withoutNothing } from "./fill-one-line.ts";
import type { Workload } from "./subject.ts";

/** Only LangChain does anything between its caller and the model. */
const rolesOfRequests: Readonly<Record<Framework, readonly Role[]>> = {
  core: withoutNothing,
  "ai-sdk": withoutNothing,
  langchain: [...withoutNothing, "nothing"],
  llamaindex: withoutNothing,
};

/** Short answers that are not streamed, so many at once. */
export function requests(framework: Framework, concurrency: number, isQuick = true): Workload {
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
    process: "own",
    roundFactor: 3,
    tasks: (serverURL) => [askTask(serverURL, times, concurrency)],
    expected: textOnly(shortAnswer.length * times),
    value: ({ cpuMs }) => (cpuMs * 1000) / times,
  });
}

/** Requests in the vendors' own formats, where there is a vendor's package for it. */
export function nativeRequests(framework: Framework): Workload[] {
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
      process: "own",
      roundFactor: 3,
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

/** Asks for short answers. */
export function askTask(serverURL: string, times: number, concurrency: number): Task {
  return { method: "ask", api: "chat", baseURL: `${serverURL}/v1`, times, concurrency };
}

/** Texts turned into vectors. */
export function embeddings(framework: Framework): Workload {
  return fillOneLine({
    id: `${framework} embeddings`,
    framework,
    title: "512 embeddings of 1,536 dimensions, CPU",
    unit: "ms",
    isQuick: false,
    api: "chat",
    roles: withoutNothing,
    except: ["langchain/openrouter"],
    process: "shared",
    roundFactor: 1,
    tasks: (serverURL) => [
      { method: "embed", api: "chat", baseURL: `${serverURL}/v1`, times: 1, concurrency: 1 },
    ],
    expected: textOnly(texts.length * dimensions),
    value: ({ cpuMs }) => cpuMs,
  });
}
