#!/usr/bin/env node
import { readFile } from "node:fs/promises";
import { createBanner } from "./cli/banner.ts";
import { describeRequest } from "./cli/describe-request.ts";
import { helpText } from "./cli/help-text.ts";
import { parseArguments, type Command } from "./cli/parse-arguments.ts";
import { startEmulator } from "./start-emulator.ts";
import type { EmulatorSettings } from "./settings.ts";
import { version } from "./version.ts";

const stopGraceMs = 5000;

const command = parseArguments(process.argv.slice(2));

switch (command.kind) {
  case "help": {
    console.log(helpText);
    break;
  }
  case "version": {
    console.log(version);
    break;
  }
  case "mistake": {
    exitWithMistake(command.message);
    break;
  }
  case "start": {
    await run(command).catch((error: unknown) => {
      exitWithMistake(describeStartError(error, command.settings));
    });
  }
}

async function run({ settings, scenarioPath, isQuiet }: Extract<Command, { kind: "start" }>) {
  const steps = scenarioPath === undefined ? [] : await readScenario(scenarioPath);
  const emulator = await startEmulator({
    ...settings,
    ...(isQuiet
      ? {}
      : { onRequest: (request) => console.log(describeRequest(request, new Date())) }),
  });
  // The latest script wins, so the scripts are set in reverse: the first of the file wins.
  for (const { match, replies } of steps.toReversed()) {
    const script = emulator.on(match);
    for (const reply of replies) script.reply(reply);
  }
  console.log(createBanner(emulator.url, settings));
  const stop = (): void => {
    // A second Ctrl+C stops at once.
    process.once("SIGINT", () => process.exit(130));
    void emulator.close({ graceMs: stopGraceMs }).then(() => process.exit(0));
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}

async function readScenario(path: string) {
  const { parseScenario } = await import("./scripting/parse-scenario.ts");
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw new TypeError(`--scenario must be a file that can be read, not "${path}"`, { cause });
  });
  return parseScenario(text);
}

function exitWithMistake(message: string): void {
  console.error(`cometapi-emulator: ${message.replace(/\.*$/u, "")}. Try --help.`);
  process.exitCode = 2;
}

function describeStartError(error: unknown, { host, port }: EmulatorSettings): string {
  if (!(error instanceof Error)) return String(error);
  if ("code" in error && error.code === "EADDRINUSE") {
    return `port ${port} is in use; choose another with --port`;
  }
  if (!("syscall" in error)) return error.message;
  return `it cannot listen on ${host ?? "127.0.0.1"}:${port}; choose another --host or --port (${error.message})`;
}
