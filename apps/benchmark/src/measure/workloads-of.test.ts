import { describe, expect, it } from "vitest";
import { frameworks } from "../products/product.ts";
import { formatShape, parseShape } from "../stream-shape.ts";
import { workloadsOf } from "./workloads-of.ts";

const tasks = frameworks
  .flatMap(workloadsOf)
  .flatMap(({ title, tasks: tasksOf }) =>
    tasksOf("http://server").map((task) => ({ title, task })),
  );

describe("a workload", () => {
  it.each(tasks.filter(({ task }) => task.baseURL.includes(",")))(
    "asks for a stream that the server understands: $title, $task.baseURL",
    ({ task }) => {
      const shape = parseShape(task.baseURL);
      expect(shape && formatShape(shape)).toBe(task.baseURL.split("/").at(-2));
    },
  );
});

describe("the workloads of a framework", () => {
  it.each(frameworks)(
    "%s: those that share a process come first, so that it never waits",
    (name) => {
      const shares = workloadsOf(name).map(({ process }) => process === "shared");
      expect(shares).toContain(true);
      expect(shares.lastIndexOf(true)).toBeLessThan(shares.indexOf(false));
    },
  );
});
