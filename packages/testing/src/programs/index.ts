export { createFolder } from "./create-folder.ts";
export { type ProgramRun, type ProgramRunOptions, runProgram } from "./run-program.ts";
