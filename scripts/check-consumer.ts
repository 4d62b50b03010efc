// Publishes the packages to a registry of this machine and uses them as others would: the first steps of
// their READMEs, the Start pages, and the consumers of consumers/consumers.ts, from the tarballs alone.
// `node --conditions=@cometapi/source scripts/check-consumer.ts` takes the READMEs and the quick consumers,
// `--all` takes all with every package manager, `--only=<pattern>` the pages and consumers whose names fit,
// `--works-with` nothing but the pages about frameworks that the repository does not install.
import { execFile } from "node:child_process";
import path from "node:path";
import { parseArgs, promisify } from "node:util";
import { checkConsumers, type Outcome } from "./consumers/check-consumers.ts";
import { checkPages, listPagesOfOthers, listStartPages } from "./consumers/check-pages.ts";
import { checkReadmes } from "./consumers/check-readmes.ts";
import { consumers } from "./consumers/consumers.ts";
import { openWorkshop } from "./consumers/open-workshop.ts";
import { publishTarballs } from "./consumers/publish-tarballs.ts";

const root = path.dirname(import.meta.dirname);
const { values } = parseArgs({
  options: {
    all: { type: "boolean", default: false },
    only: { type: "string" },
    "works-with": { type: "boolean", default: false },
  },
});
const pattern = values.only === undefined ? undefined : new RegExp(values.only);
const chosen = consumers.filter(
  ({ name, isQuick }) => pattern?.test(name) ?? (values.all || isQuick === true),
);

await promisify(execFile)("turbo", ["run", "build", "--output-logs=errors-only"], { cwd: root });
const workshop = await openWorkshop();
try {
  await publishTarballs(root, workshop.registry);
  if (values["works-with"]) {
    for await (const outcome of checkPages(workshop, listPagesOfOthers(), "npm")) show(outcome);
  } else {
    const pages = listStartPages().filter(({ path: page }) => pattern?.test(page) ?? values.all);
    for (const manager of values.all ? (["npm", "pnpm", "yarn"] as const) : (["npm"] as const)) {
      if (pattern === undefined) {
        for await (const outcome of checkReadmes(workshop, root, manager)) show(outcome);
      }
      for await (const outcome of checkPages(workshop, pages, manager)) show(outcome);
    }
    if (chosen.length > 0) {
      for await (const outcome of checkConsumers(workshop, chosen)) show(outcome);
    }
  }
} finally {
  await workshop.close();
}

function show({ consumer, adapter, problem, note }: Outcome): void {
  if (problem !== undefined) process.exitCode = 1;
  const name = `${consumer}: @cometapi/${adapter}`;
  console.log(problem === undefined ? `ok      ${name} (${note})` : `FAILED  ${name}\n${problem}`);
}
