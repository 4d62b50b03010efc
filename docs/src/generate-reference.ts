// Writes the reference pages from the doc comments of the published packages: `reference/<package>/`.
import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { Application, type TypeDocOptions } from "typedoc";
import type { PluginOptions } from "typedoc-plugin-markdown";
import { docsFolder } from "./read-pages.ts";

const packages = path.resolve(docsFolder, "../packages");

/** The published packages, each with the name of its page and the entry files of its sources. */
const documented = [
  { name: "ai-sdk-provider", entries: ["index.ts", "experimental.ts", "tools/index.ts"] },
  { name: "langchain", entries: ["index.ts"] },
  { name: "llamaindex", entries: ["index.ts"] },
  { name: "core", entries: ["index.ts", "money.ts"] },
  { name: "emulator", entries: ["index.ts"] },
];

/** Writes the reference of all packages. */
export async function generateReference(): Promise<void> {
  const reference = path.join(docsFolder, "reference");
  await rm(reference, { recursive: true, force: true });
  for (const { name, entries } of documented) {
    const folder = path.join(packages, name);
    const options: TypeDocOptions & PluginOptions = {
      name: `@cometapi/${name}`,
      entryPoints: entries.map((entry) => path.join(folder, "src", entry)),
      tsconfig: path.join(folder, "tsconfig.json"),
      plugin: ["typedoc-plugin-markdown"],
      out: path.join(reference, name),
      readme: "none",
      disableSources: true,
      excludeExternals: true,
      excludePrivate: true,
      excludeInternal: true,
      skipErrorChecking: true,
      logLevel: "Error",
      entryFileName: "index",
      hideBreadcrumbs: true,
      hidePageHeader: true,
      useCodeBlocks: true,
      parametersFormat: "table",
      interfacePropertiesFormat: "table",
      typeDeclarationFormat: "table",
      enumMembersFormat: "table",
    };
    const application = await Application.bootstrapWithPlugins(options);
    const project = await application.convert();
    if (project === undefined) throw new Error(`TypeDoc could not read ${name}.`);
    await application.generateOutputs(project);
  }
  const list = documented.map(({ name }) => `- [\`@cometapi/${name}\`](./${name}/index.md)`);
  await writeFile(path.join(reference, "index.md"), `${head}\n${list.join("\n")}\n`);
}

const head = `# Reference

Every export of the published packages, from the comments in their sources.
`;
