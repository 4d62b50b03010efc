/**
 * Prints a recording as a fixture: `npm run fixture -- <recording.json> <name-of-the-oddity>`. Fill in what is
 * odd and what a caller must get, add the fixture to a list in `packages/testing/src/fixtures`, and run core's
 * `fixtures.test.ts`. Its output shows what core makes of the fixture.
 */
import { readFile } from "node:fs/promises";
import { parseRecording } from "../src/recorder/parse-recording.ts";
import { formatFixture, toFixture } from "./to-fixture.ts";

const [file = "", name = ""] = process.argv.slice(2);
try {
  const recording = parseRecording(await readFile(file, "utf8"), file);
  console.log(formatFixture(toFixture(name, recording)));
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  console.error(`${reason}\nUsage: npm run fixture -- <recording.json> <name-of-the-oddity>`);
  process.exitCode = 2;
}
