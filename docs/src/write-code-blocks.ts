import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { CodeBlock } from "./extract-code-blocks.ts";

/** Writes code blocks as files of one TypeScript program. The folder within `docs` is emptied first. */
export async function writeCodeBlocks(folder: string, blocks: readonly CodeBlock[]): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const options = {
    extends: "../tsconfig.json",
    compilerOptions: { allowJs: true, checkJs: true, jsx: "react-jsx", types: ["node", "react"] },
    include: ["**/*"],
  };
  await writeFile(path.join(folder, "tsconfig.json"), JSON.stringify(options));
  for (const { file, code } of blocks) {
    const target = path.join(folder, file);
    await mkdir(path.dirname(target), { recursive: true });
    // `export {}` makes a file without imports a module too, so that its names do not clash with others.
    await writeFile(target, `${code}\nexport {};\n`);
  }
}
