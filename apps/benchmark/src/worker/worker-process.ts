// Runs one product in a process of its own and measures it there.
import { loadProduct } from "../products/load-product.ts";
import { holdStreams } from "./hold-streams.ts";
import { emptyResult, runTask } from "./run-task.ts";
import type { Task, TaskReply } from "./task.ts";

const createClient = await loadProduct(process.argv[2] ?? "");
const clients = new Map<string, ReturnType<typeof createClient>>();

process.on("disconnect", () => process.exit());
process.on("message", (task: Task) => {
  void reply(task).then((message) => process.send?.(message));
});
process.send?.("ready");

async function reply(task: Task): Promise<TaskReply> {
  try {
    const { api, baseURL } = task;
    const key = `${api} ${baseURL}`;
    const client = clients.get(key) ?? createClient(baseURL, api);
    clients.set(key, client);
    if (task.holdsOpen !== true) return { result: await runTask(client, task) };
    return { result: { ...emptyResult(), held: await holdStreams(client, task) } };
  } catch (error) {
    return { error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
}
