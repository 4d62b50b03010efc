export type { RecordedRequest } from "./journal/recorded-request.ts";
export type { MaskRule } from "./recorder/create-mask.ts";
export type { RecordSettings, RelayState, ReplaySettings } from "./recorder/relay.ts";
export {
  error,
  fault,
  stream,
  toolCall,
  type ErrorOptions,
  type Reply,
  type ScriptedAnswer,
  type ScriptedFault,
} from "./scripting/reply.ts";
export type { Script } from "./scripting/script-book.ts";
export type { EmulatedAPI, RequestMatch, ScriptedRequest } from "./scripting/scripted-request.ts";
export type { EmulatorSettings } from "./settings.ts";
export { startEmulator, type Emulator } from "./start-emulator.ts";
