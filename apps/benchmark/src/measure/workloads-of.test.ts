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
