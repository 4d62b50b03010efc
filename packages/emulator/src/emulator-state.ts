import { Occurrences } from "./determinism/occurrences.ts";
import { PromptCache } from "./engine/prompt-cache.ts";
import { RecentMap } from "./determinism/recent-map.ts";
import type { Turn } from "./engine/conversation.ts";
import type { InputItem } from "./apis/responses/responses-body.ts";
import { Journal } from "./journal/journal.ts";
import type { Relay } from "./recorder/relay.ts";
import type { VideoJob } from "./media/video-job.ts";
import { ScriptBook } from "./scripting/script-book.ts";
import { ReasoningMemory } from "./signing/reasoning-memory.ts";

/** What an emulator remembers between requests. All of it is limited in size. */
export interface EmulatorState {
  journal: Journal;
  /** Seeds random faults if the settings have no seed: each emulator draws another number. */
  chance: number;
  /** Requests with an accepted key, since the start. */
  requestCount: number;
  occurrences: Occurrences;
  scripts: ScriptBook;
  promptCache: PromptCache;
  /** Conversations behind the ids of responses, for `previous_response_id`. */
  storedResponses: RecentMap<readonly Turn[]>;
  /** The output items of responses, for requests that refer to them. */
  storedItems: RecentMap<InputItem>;
  /** What calls of Messages need to have beside them. Each API knows its own: another one's conversation may go on. */
  messagesThoughts: ReasoningMemory;
  /** What calls and messages of Responses need to have beside them. */
  responsesReasoning: ReasoningMemory;
  videos: RecentMap<VideoJob>;
  /** Images that answers link to. */
  images: RecentMap<Uint8Array<ArrayBuffer>>;
  /** Answers in place of the emulator, if set: a service that is recorded, or a recording. */
  relay: Relay | undefined;
}

/** The memory of an emulator that has just started. */
export function createEmulatorState(): EmulatorState {
  return {
    journal: new Journal(),
    chance: Math.random(),
    requestCount: 0,
    occurrences: new Occurrences(),
    scripts: new ScriptBook(),
    promptCache: new PromptCache(),
    storedResponses: new RecentMap(500),
    storedItems: new RecentMap(5000),
    messagesThoughts: new ReasoningMemory(),
    responsesReasoning: new ReasoningMemory(),
    videos: new RecentMap(500),
    images: new RecentMap(100),
    relay: undefined,
  };
}

/** Forgets everything. Recordings are played from the beginning again. */
export function clearEmulatorState(state: EmulatorState): void {
  for (const memory of [
    state.journal,
    state.occurrences,
    state.scripts,
    state.promptCache,
    state.storedResponses,
    state.storedItems,
    state.messagesThoughts,
    state.responsesReasoning,
    state.videos,
    state.images,
  ]) {
    memory.clear();
  }
  state.requestCount = 0;
  state.relay?.rewind();
}
