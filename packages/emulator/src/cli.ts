#!/usr/bin/env node
import { createBanner } from "./cli/banner.ts";
import { helpText } from "./cli/help-text.ts";
import { parseArguments } from "./cli/parse-arguments.ts";
import { startEmulator } from "./start-emulator.ts";
import { version } from "./version.ts";

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
    try {
      const emulator = await startEmulator(command.settings);
      console.log(createBanner(emulator.url, command.settings.apiKey));
      const stop = (): void => {
        void emulator.close().then(() => process.exit(0));
      };
      process.once("SIGINT", stop);
      process.once("SIGTERM", stop);
    } catch (error) {
      exitWithMistake(describeStartError(error, command.settings.port));
    }
  }
}

function exitWithMistake(message: string): void {
  console.error(`cometapi-emulator: ${message} Try --help.`);
  process.exitCode = 2;
}

function describeStartError(error: unknown, port: number | undefined): string {
  if (!(error instanceof Error)) return String(error);
  const isTaken = "code" in error && error.code === "EADDRINUSE";
  return isTaken ? `port ${port} is in use; choose another with --port.` : error.message;
}
