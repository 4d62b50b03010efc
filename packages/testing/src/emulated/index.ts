export { type TestEmulator, useEmulator } from "./use-emulator.ts";
export { toolLoop, useToolLoop } from "./use-tool-loop.ts";
