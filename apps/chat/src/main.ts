import path from "node:path";
import { connect } from "@cometapi/terminal";
import { serve } from "@hono/node-server";
import { buildPage } from "./server/build-page.ts";
import { createApp } from "./server/create-app.ts";

const hostname = "127.0.0.1";
const port = Number(process.env["PORT"] ?? 4180);

console.log("Building the page …");
// The emulator answers as slowly as a model does, so that streaming can be seen.
const [connection, pageFolder] = await Promise.all([
  connect({ latencyMs: 150, tokenDelayMs: 15 }),
  buildPage(),
]);
const app = createApp({
  provider: connection.settings,
  source: connection.description,
  pageFolder,
  notesFolder: path.resolve(import.meta.dirname, "../notes"),
});

const server = serve({ fetch: app.fetch, hostname, port }, ({ port: taken }) => {
  console.log(`${connection.description}\nThe chat is at http://${hostname}:${taken}`);
});
server.on("error", (error) => {
  console.error(`The chat could not start: ${error.message}. Set PORT to choose another port.`);
  process.exit(1);
});

async function stop(): Promise<void> {
  server.close();
  await connection[Symbol.asyncDispose]();
  process.exit();
}
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => void stop());
