import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { Task, TaskReply, TaskResult } from "./task.ts";

/** A product in a process of its own. */
export interface Worker extends Disposable {
  productId: string;
  run: (task: Task) => Promise<TaskResult>;
}

/** Starts a product's process and waits until the product is loaded. */
export async function startWorker(productId: string): Promise<Worker> {
  const file = new URL("worker-process.ts", import.meta.url);
  const child = fork(file, [productId], { execArgv: ["--expose-gc"], env: cleanEnvironment() });
  await nextMessage(child, productId);
  return {
    productId,
    run: async (task) => {
      child.send(task);
      const reply = await nextMessage<TaskReply>(child, productId);
      if ("error" in reply) throw new Error(reply.error);
      return reply.result;
    },
    [Symbol.dispose]: () => child.kill(),
  };
}

/** Starts the server and gives back its address. */
export async function startServer(): Promise<{ url: string } & Disposable> {
  const child = fork(new URL("../server/server-process.ts", import.meta.url), {
    execArgv: [],
    env: cleanEnvironment(),
  });
  const { port } = await nextMessage<{ port: number }>(child, "server");
  return { url: `http://127.0.0.1:${port}`, [Symbol.dispose]: () => child.kill() };
}

/** The environment without what would change Node or a product: options, keys, proxies. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env;
  return { PATH, HOME, TMPDIR, NODE_ENV: "production" };
}

async function nextMessage<T>(child: ChildProcess, name: string): Promise<T> {
  const controller = new AbortController();
  const { signal } = controller;
  const died = once(child, "exit", { signal }).then(([code]) => {
    throw new Error(`The process of ${name} ended with code ${code}.`);
  });
  try {
    const [message] = await Promise.race([once(child, "message", { signal }), died]);
    return message;
  } finally {
    controller.abort();
    died.catch(() => {});
  }
}
