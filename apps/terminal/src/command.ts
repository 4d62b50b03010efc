// What a program needs that may run before the packages are built: nothing here imports them.
export { parseOptions } from "./parse-options.ts";
export { runCommand } from "./run-command.ts";
export { UsageError } from "./usage-error.ts";
