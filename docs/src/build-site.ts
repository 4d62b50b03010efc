// Writes the generated pages, then builds the site into `.vitepress/dist` and checks its links. With `dev` it
// serves the site on 127.0.0.1 instead. Run it with `node --conditions=@cometapi/source`.
import { build, createServer } from "vitepress";
import { checkLinks } from "./check-links.ts";
import { generateBenchmarkPage } from "./generate-benchmark-page.ts";
import { generateModelsPage } from "./generate-models-page.ts";
import { generateReference } from "./generate-reference.ts";
import { docsFolder } from "./read-pages.ts";
import { removeExpectations } from "./remove-expectations.ts";

await Promise.all([generateReference(), generateModelsPage(), generateBenchmarkPage()]);

if (process.argv[2] === "dev") {
  const server = await createServer(docsFolder, { host: "127.0.0.1" });
  await server.listen();
  server.printUrls();
} else {
  await build(docsFolder);
  await removeExpectations(`${docsFolder}/.vitepress/dist`);
  const { pages, links, broken } = await checkLinks(`${docsFolder}/.vitepress/dist`);
  for (const link of broken) console.error(link);
  console.log(`${pages} pages, ${links} links, ${broken.length} broken`);
  if (broken.length > 0) process.exitCode = 1;
}
