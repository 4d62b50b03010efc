export { connect, type Connection, connectionHelp } from "./connect.ts";
export { describeCost } from "./describe-cost.ts";
export { describeFailure } from "./describe-failure.ts";
export { Printer } from "./printer.ts";
export { readQuestions } from "./read-questions.ts";
export { parseOptions, runCommand, UsageError } from "./command.ts";
