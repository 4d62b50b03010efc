// Writes the files that CometAPI submits to other projects: the documentation of the AI SDK and LangChain, and
// models.dev. `npm run listings -- <folder>` makes one subfolder for each repository.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { KNOWN_MODELS } from "@cometapi/core";
import { createModelsDevFiles } from "./create-models-dev-files.ts";
import { docsFolder } from "./read-pages.ts";

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("Name the folder: npm run listings -- <folder>");

const packages = path.resolve(docsFolder, "../packages");
const read = (file: string): Promise<string> => readFile(path.join(packages, file), "utf8");

const [aiSDK, chat, embeddings] = await Promise.all(
  [
    "ai-sdk-provider/docs/ai-sdk-page.mdx",
    "langchain/docs/chat.md",
    "langchain/docs/embeddings.md",
  ].map(read),
);
const langchain = "langchain-ai-docs/src/oss/javascript/integrations";
const files = new Map([
  // The repository already has a page of this name, which this one replaces.
  ["vercel-ai/content/providers/03-community-providers/51-cometapi.mdx", aiSDK ?? ""],
  [`${langchain}/chat/cometapi.mdx`, withFrontMatter(chat ?? "", "chat model")],
  [`${langchain}/embeddings/cometapi.mdx`, withFrontMatter(embeddings ?? "", "embedding model")],
  [`${langchain}/providers/cometapi.mdx`, createProviderPage()],
]);
for (const [file, text] of createModelsDevFiles(KNOWN_MODELS))
  files.set(`models.dev/${file}`, text);

for (const [file, text] of files) {
  const target = path.join(folder, file);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, text);
  console.log(target);
}

/**
 * A page of a package in the form of LangChain's documentation, where the heading becomes the title in the
 * front matter.
 */
function withFrontMatter(markdown: string, kind: string): string {
  const name = /^# (.+)$/m.exec(markdown)?.[1] ?? "";
  const description = `Integrate with the ${name} ${kind} using LangChain JavaScript.`;
  const body = markdown.replace(/^# .+\n/m, "").trimStart();
  return `---\ntitle: "${name} integration"\ndescription: "${description}"\n---\n\n${body}`;
}

function createProviderPage(): string {
  return `---
title: "CometAPI integrations"
description: "Integrate with CometAPI using LangChain JavaScript."
---

[CometAPI](https://www.cometapi.com) serves the models of OpenAI, Anthropic, Google, DeepSeek, xAI and others under one key.

## Installation

\`\`\`bash
npm install @cometapi/langchain @langchain/core
\`\`\`

Make a key at [cometapi.com/console/token](https://www.cometapi.com/console/token) and set it as \`COMETAPI_KEY\`.

## Chat models

See [ChatCometAPI](/oss/integrations/chat/cometapi).

## Embedding models

See [CometAPIEmbeddings](/oss/integrations/embeddings/cometapi).
`;
}
