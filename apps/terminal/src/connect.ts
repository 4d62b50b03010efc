import type { EmulatorSettings } from "@cometapi/emulator";

/** Where an app's answers come from. */
export interface Connection extends AsyncDisposable {
  /** Settings for the adapters. Empty if they find everything in the environment. */
  settings: { apiKey?: string; baseURL?: string };
  /** A sentence that says where answers come from. */
  description: string;
}

const keyVariables = ["COMETAPI_KEY", "COMETAPI_API_KEY", "COMET_API_KEY"];
const urlVariables = ["COMETAPI_BASE_URL", "COMETAPI_API_BASE"];

/** What `--help` of an app says about the variables that {@link connect} reads. */
export const connectionHelp: string = `With COMETAPI_KEY (or COMETAPI_API_KEY, COMET_API_KEY) set it talks to CometAPI, to another server
with COMETAPI_BASE_URL besides. Without a key it starts the emulator: no account, no network, no bill.
`;

/** Connects to CometAPI if the environment has a key, else to an emulator that it starts. */
export async function connect(emulatorSettings: EmulatorSettings = {}): Promise<Connection> {
  const variable = keyVariables.find(isSet);
  if (variable === undefined) return connectToEmulator(emulatorSettings);
  const urlVariable = urlVariables.find(isSet);
  const place = urlVariable === undefined ? "CometAPI" : `the server in ${urlVariable}`;
  return {
    settings: {},
    description: `Answers come from ${place}, with the key in ${variable}.`,
    [Symbol.asyncDispose]: async () => {},
  };
}

async function connectToEmulator(settings: EmulatorSettings): Promise<Connection> {
  const { startEmulator } = await import("@cometapi/emulator");
  const apiKey = "emulator";
  const emulator = await startEmulator({ ...settings, port: 0, apiKey });
  return {
    settings: { apiKey, baseURL: emulator.url },
    description: `COMETAPI_KEY is not set, so answers come from the emulator on ${emulator.url}.`,
    [Symbol.asyncDispose]: () => emulator.close(),
  };
}

function isSet(name: string): boolean {
  return (process.env[name] ?? "").trim() !== "";
}
