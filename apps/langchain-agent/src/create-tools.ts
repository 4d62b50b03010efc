import { tool } from "langchain";
import { z } from "zod";
import { searchFiles, type TextFile } from "./folder.ts";

const mostLines = 150;

/** The only tools of the agent: to list, search and read the files. */
export function createTools(files: readonly TextFile[]) {
  return [
    tool(
      ({ contains }) => {
        const listed = files.filter((file) => file.path.includes(contains ?? ""));
        if (listed.length === 0) return `No path contains "${contains}".`;
        return listed.map(({ path, lines }) => `${path} (${lines.length} lines)`).join("\n");
      },
      {
        name: "list_files",
        description: "Lists the files of the folder by path.",
        schema: z.object({
          contains: z.string().optional().describe("Only paths that contain this"),
        }),
      },
    ),
    tool(
      ({ query }) => {
        const found = searchFiles(files, query);
        if (found.length === 0) return `No paragraph has a word of "${query}".`;
        return JSON.stringify(found);
      },
      {
        name: "search_files",
        description: "Searches all files for the paragraphs that hold most words of a query.",
        schema: z.object({ query: z.string().describe("A few words that the text may have") }),
      },
    ),
    tool(
      ({ path, fromLine }) => {
        const file = files.find((known) => known.path === path);
        if (file === undefined) return `There is no file ${path}. list_files shows what there is.`;
        const first = Math.max(1, fromLine ?? 1);
        const lines = file.lines.slice(first - 1, first - 1 + mostLines);
        if (lines.length === 0) return `${path} has ${file.lines.length} lines only.`;
        const left = file.lines.length - (first - 1 + lines.length);
        return [
          ...lines.map((text, index) => `${first + index}: ${text}`),
          ...(left > 0 ? [`… ${left} more lines: read on from line ${first + lines.length}`] : []),
        ].join("\n");
      },
      {
        name: "read_file",
        description: `Reads ${mostLines} lines of a file, with their numbers.`,
        schema: z.object({
          path: z.string(),
          fromLine: z.number().int().optional().describe("1 unless given"),
        }),
      },
    ),
  ];
}
