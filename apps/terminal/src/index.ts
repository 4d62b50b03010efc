export { connect, type Connection } from "./connect.ts";
export { describeCost } from "./describe-cost.ts";
export { describeFailure } from "./describe-failure.ts";
export { parseOptions } from "./parse-options.ts";
export { Printer } from "./printer.ts";
export { readQuestions } from "./read-questions.ts";
export { runCommand } from "./run-command.ts";
export { runProgram, type ProgramRun } from "./run-program.ts";
export { UsageError } from "./usage-error.ts";
