import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { CodeBlock } from "./extract-code-blocks.ts";

/** Writes blocks as files of one TypeScript program into a folder within `docs`, which is emptied first. */
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
    // A file without imports is a module too, so that its names are its own.
    await writeFile(target, `${code}\nexport {};\n`);
  }
}
