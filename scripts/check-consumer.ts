// Publishes the packages to a registry on this machine and uses them as others would: the first steps of
// their READMEs, the Start pages, and the consumers of consumers/consumers.ts, from the tarballs alone.
// `npm run check:consumer -- --help`.
import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { runCommand } from "../apps/terminal/src/command.ts";
import { checkConsumers, type Outcome } from "./consumers/check-consumers.ts";
import { checkPages } from "./consumers/check-pages.ts";
import { checkReadmes } from "./consumers/check-readmes.ts";
import { openWorkshop } from "./consumers/open-workshop.ts";
import { publishTarballs } from "./consumers/publish-tarballs.ts";
import { type ConsumerChecks, helpText, readArguments } from "./consumers/read-arguments.ts";

await runCommand({ helpText, readArguments, run: check });

async function check({
  managers,
  followsReadmes,
  pages,
  consumers,
}: ConsumerChecks): Promise<number> {
  const root = path.dirname(import.meta.dirname);
  await promisify(execFile)("turbo", ["run", "build", "--output-logs=errors-only"], { cwd: root });
  const workshop = await openWorkshop();
  let failed = 0;
  const show = async (outcomes: AsyncIterable<Outcome>): Promise<void> => {
    for await (const { consumer, adapter, problem, note } of outcomes) {
      const name = `${consumer}: @cometapi/${adapter}`;
      if (problem !== undefined) failed += 1;
      console.log(
        problem === undefined ? `ok      ${name} (${note})` : `FAILED  ${name}\n${problem}`,
      );
    }
  };
  try {
    await publishTarballs(root, workshop.registry);
    for (const manager of managers) {
      if (followsReadmes) await show(checkReadmes(workshop, root, manager));
      await show(checkPages(workshop, pages, manager));
    }
    if (consumers.length > 0) await show(checkConsumers(workshop, consumers));
  } finally {
    await workshop.close();
  }
  return failed === 0 ? 0 : 1;
}
