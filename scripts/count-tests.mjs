// Prints "<passed> <failed>" of a vitest JSON report: `node scripts/count-tests.mjs <report> <exit code>`.
//
// A file that could not be loaded counts as one failure, and so does a run that failed without a
// failing test: an unhandled error, a type error outside the tests, no report at all.
import { readFileSync } from "node:fs";

const [report = "", exitCode = "1"] = process.argv.slice(2);
let passed = 0;
let failed = 0;
try {
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, "utf8"));
  const isBroken = ({ status, assertionResults }) =>
    status === "failed" && assertionResults.every((test) => test.status !== "failed");
  passed = numPassedTests;
  failed = numFailedTests + testResults.filter(isBroken).length;
} catch (error) {
  console.error(`The tests left no report: ${error.message}`);
}
if (failed === 0 && (exitCode !== "0" || passed === 0)) failed = 1;
console.log(`${passed} ${failed}`);
