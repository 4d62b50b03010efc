export { connect, type Connection } from "./connect.ts";
export { describeFailure } from "./describe-failure.ts";
export { Printer } from "./printer.ts";
export { runProgram, type ProgramRun } from "./run-program.ts";
export { UsageError } from "./usage-error.ts";
