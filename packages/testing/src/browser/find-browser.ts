import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import path from "node:path";

const programs = [
  "chromium",
  "chromium-browser",
  "google-chrome-stable",
  "google-chrome",
  "chrome.exe",
];
const places = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/**
 * The path of a Chromium to test with: `CHROME_PATH`, else the system's, else the one in `@sparticuz/chromium`.
 * That one runs on Linux with nothing else installed; it is unpacked at its first use.
 */
export async function findBrowser(): Promise<string> {
  const folders = (process.env["PATH"] ?? "").split(path.delimiter);
  const candidates = [
    process.env["CHROME_PATH"] ?? "",
    ...folders.flatMap((folder) => programs.map((program) => path.join(folder, program))),
    ...places,
  ];
  const found = candidates.find((candidate) => candidate !== "" && existsSync(candidate));
  if (found !== undefined) return found;
  if (process.platform === "linux" && process.arch === "x64") return unpackBrowser();
  throw new Error("Pages are tested in Chromium: install Chrome, or name one in CHROME_PATH.");
}

/**
 * Two runs may unpack at the same time: each uses its own folder, and the folder of the first to finish is
 * kept.
 */
async function unpackBrowser(): Promise<string> {
  const cache = path.resolve(import.meta.dirname, "../../node_modules/.cache");
  const folder = path.join(cache, "chromium");
  const program = path.join(folder, "chromium");
  if (existsSync(program)) return program;
  await mkdir(cache, { recursive: true });
  const unpacked = await mkdtemp(path.join(cache, "unpacking-"));
  const before = process.env["TMPDIR"];
  // The package unpacks into `TMPDIR`, and takes files that it finds there as complete.
  process.env["TMPDIR"] = unpacked;
  try {
    const { default: chromium } = await import("@sparticuz/chromium");
    await chromium.executablePath();
    await rename(unpacked, folder);
  } catch (error) {
    await rm(unpacked, { recursive: true, force: true });
    if (!existsSync(program)) throw error;
  } finally {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
  }
  return program;
}
