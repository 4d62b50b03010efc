export type { RecordedRequest } from "./journal/recorded-request.ts";
export type { EmulatorSettings } from "./settings.ts";
export { startEmulator, type Emulator } from "./start-emulator.ts";
