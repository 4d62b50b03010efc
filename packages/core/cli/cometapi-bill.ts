#!/usr/bin/env node
import { appendFile, readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { CometAPIClient, CometAPIError } from "@cometapi/core";
import { createBill, formatUsageLine, parseUsageLines } from "@cometapi/core/money";
import { type BillGroup, billGroups, printBill } from "./print-bill.ts";

const helpText = `What recorded answers cost, by model, day and tag.

Usage: cometapi-bill <file> [options]

  <file>             lines of JSON that an onUsage wrote: createUsageRecorder of @cometapi/core/money
  --by <group>       only this one: ${billGroups.join(", ")}
  --balance          ask CometAPI what the account has used, add that to the file, and compare the bill
                     with what was used since the first time; wants COMETAPI_KEY
  --json             print the bill as JSON
  --help             show this
`;

try {
  process.stdout.write(await run());
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`cometapi-bill: ${message}\n`);
  process.exitCode = CometAPIError.isInstance(error) ? 1 : 2;
}

async function run(): Promise<string> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      by: { type: "string" },
      balance: { type: "boolean" },
      json: { type: "boolean" },
      help: { type: "boolean" },
    },
  });
  if (values.help === true) return helpText;
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0)
    throw new Error("Name one file of lines, or see --help.");
  const groups = values.by === undefined ? billGroups : [toGroup(values.by)];
  if (values.balance === true) await addBalance(file);
  const { records, balances, unreadLines } = parseUsageLines(await readFile(file, "utf8"));
  const bill = createBill(records, balances);
  return values.json === true
    ? `${JSON.stringify({ ...bill, unreadLines }, undefined, 2)}\n`
    : printBill(bill, unreadLines, groups);
}

function toGroup(by: string): BillGroup {
  const group = billGroups.find((name) => name === by);
  if (group === undefined) throw new Error(`--by takes ${billGroups.join(", ")}, not "${by}".`);
  return group;
}

async function addBalance(file: string): Promise<void> {
  const { usedUSD } = await new CometAPIClient().getBalance();
  await appendFile(file, formatUsageLine({ at: new Date().toISOString(), usedUSD }));
}
