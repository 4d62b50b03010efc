import path from "node:path";

/** What every tarball must contain. */
const wanted = ["package.json", "README.md", "CHANGELOG.md", "LICENSE"];
/** What tarballs may contain besides. */
const allowed = ["src/**/*.ts"];
const esm = ["dist/*.js", "dist/*.js.map", "dist/*.d.ts"];
const commonJSToo = [...esm, "dist/*.cjs", "dist/*.cjs.map", "dist/*.d.cts"];
/** Two of the site's pages, which are added when a package is packed. */
const pages = ["docs/guides/four-apis.md", "docs/troubleshooting.md"];
const guides = ["docs/**/*.{md,mdx}", "skills/**/*.md"];
/** What only the repository needs, and a tarball must not contain. */
const refused = ["**/*.test.ts", "**/*.test-d.ts", "**/.*"];

/** What the tarball of each package contains, by the name of its folder. */
const contents: Record<string, { wanted: string[]; allowed: string[] }> = {
  core: {
    wanted: ["dist/index.js", "dist/index.cjs", "dist/cometapi-bill.js", ...pages],
    allowed: [...commonJSToo, ...guides],
  },
  "ai-sdk-provider": {
    wanted: ["dist/index.js", "dist/experimental.js", "dist/tools.js", ...pages],
    allowed: [...esm, ...guides],
  },
  langchain: {
    wanted: ["dist/index.js", "dist/index.cjs", ...pages],
    allowed: [...commonJSToo, ...guides],
  },
  llamaindex: {
    wanted: ["dist/index.js", "dist/index.cjs", ...pages],
    allowed: [...commonJSToo, ...guides],
  },
  emulator: {
    wanted: ["dist/index.js", "dist/cli.js", "docs/guides/emulator.md"],
    // Its examples are tests, and each is shown in the README.
    allowed: [...esm, ...guides, "examples/*.{ts,js}", "examples/recordings/**/*.json"],
  },
};

/**
 * Says which files of a tarball should not be in it, and which are missing.
 *
 * @param name The package's folder in `packages`.
 * @param files The files of the tarball, without their prefix `package/`.
 */
export function checkContents(name: string, files: readonly string[]): string[] {
  const list = contents[name];
  if (list === undefined) return [`There is no list of what @cometapi/${name} may hold.`];
  const all = [...wanted, ...list.wanted];
  const fits = (file: string, patterns: readonly string[]): boolean =>
    patterns.some((pattern) => path.posix.matchesGlob(file, pattern));
  const isExample = (file: string): boolean => name === "emulator" && file.startsWith("examples/");
  return [
    ...files
      .filter((file) => !fits(file, [...all, ...allowed, ...list.allowed]))
      .map((file) => `@cometapi/${name} holds ${file}, which is not on its list.`),
    ...files
      .filter((file) => fits(file, refused) && !isExample(file))
      .map((file) => `@cometapi/${name} holds ${file}, which only the repository needs.`),
    ...all
      .filter((file) => !files.includes(file))
      .map((file) => `@cometapi/${name} has no ${file}.`),
  ];
}
