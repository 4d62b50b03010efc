import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { tool, type ToolSet } from "ai";
import { z } from "zod";

/** The tools of the chat. Replace them with your own; the page needs no change. */
export function createTools(notesFolder: string): ToolSet {
  return {
    // It changes nothing, so it runs without a question.
    get_time: tool({
      description: "Tells the current time and date of a time zone or city",
      inputSchema: z.object({
        timeZone: z.string().describe('IANA name of the time zone, such as "Europe/Oslo"'),
      }),
      execute: ({ timeZone }) => ({
        timeZone,
        time: new Date().toLocaleString("en-GB", {
          timeZone,
          dateStyle: "full",
          timeStyle: "long",
        }),
      }),
    }),
    // It writes a file, so the person is asked first: see `toolApproval` below.
    save_note: tool({
      description: "Saves a note as a Markdown file in the person's folder of notes",
      inputSchema: z.object({
        title: z.string().min(1).max(80).describe("Title of the note"),
        text: z.string().max(100_000).describe("The note, in Markdown"),
      }),
      execute: async ({ title, text }) => {
        await mkdir(notesFolder, { recursive: true });
        const file = path.join(notesFolder, toFilename(title));
        await writeFile(file, `# ${title}\n\n${text}\n`);
        return { file };
      },
    }),
  };
}

/** Tools that run only after the person agrees. */
export const toolApproval = { save_note: "user-approval" } as const;

/** Keeps only letters, digits and dashes, so that a title cannot name a place outside the folder. */
function toFilename(title: string): string {
  const name = title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
    .replaceAll(/^-|-$/gu, "");
  return `${name === "" ? "note" : name}.md`;
}
