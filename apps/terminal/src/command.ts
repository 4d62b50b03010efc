// For programs that may run before the packages are built: nothing here imports the packages.
export { parseOptions } from "./parse-options.ts";
export { readCommandLine } from "./read-command-line.ts";
export { runCommand } from "./run-command.ts";
export { UsageError } from "./usage-error.ts";
