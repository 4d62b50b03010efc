import type { MaskRule } from "./create-mask.ts";

/** A request that a relay answers. */
export interface RelayedRequest {
  request: Request;
  body: Uint8Array<ArrayBuffer>;
  /** Breaks the connection to the caller. */
  cutConnection: () => void;
}

/** What answers in place of the emulator: a service whose answers are recorded, or its recordings. */
export interface Relay {
  answer: (relayed: RelayedRequest) => Promise<Response>;
  /** What has been played and what not; of a recorder, what it has kept. */
  describe: () => RelayState;
  /** Lets recordings be played from the beginning. */
  rewind: () => void;
  /** Resolves when everything is written. */
  close: () => Promise<void>;
}

/** What has become of the recordings of a folder. */
export interface RelayState {
  folder: string;
  recordings: number;
  /** Files that nothing has asked for. */
  unplayed: readonly string[];
  /** What was asked and could not be answered, with what differs. */
  misses: readonly string[];
}

/** How answers are recorded. */
export interface RecordSettings {
  /** Where recordings go, a file for each exchange. It is made when it is missing, and must hold none yet. */
  folder: string | URL;
  /** The root of the service, without `/v1`. Default `https://api.cometapi.com`. */
  target?: string;
  /** Answers from the folder what it holds, and asks the service only for the rest. Default false. */
  missingOnly?: boolean;
  /** What is to be covered beside keys: texts and patterns, looked for in requests and answers. */
  mask?: readonly MaskRule[];
}

/** How recordings are played. */
export interface ReplaySettings {
  /** The folder that was recorded into. */
  folder: string | URL;
  /** Plays every chunk as late as it came. Default false: as fast as they are read. */
  keepsPace?: boolean;
  /** Plays the last recording of a request again when it is asked more often than it was recorded. Default false. */
  repeats?: boolean;
}
