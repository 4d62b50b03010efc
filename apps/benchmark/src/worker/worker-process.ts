// Runs one product in a process of its own and measures it there.
import { loadProduct } from "../products/load-product.ts";
import { runTask } from "./run-task.ts";
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
    const client = clients.get(task.baseURL) ?? createClient(task.baseURL);
    clients.set(task.baseURL, client);
    return { result: await runTask(client, task) };
  } catch (error) {
    return { error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
}
