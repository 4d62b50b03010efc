/** Mutants of one file that no test can or should kill. */
export interface ExplainedSurvivors {
  /** Its path within the repository. */
  file: string;
  reason: string;
  /** The mutants, as the report names them. */
  mutants: readonly string[];
}

const apis = "packages/core/src/chat/apis";
const chat = "packages/core/src/chat/apis/chat-completions";
const messages = "packages/core/src/chat/apis/messages";
const responses = "packages/core/src/chat/apis/responses";
const gemini = "packages/core/src/chat/apis/gemini";

const SAME_AS_ABSENT = "Every reader treats a member that is undefined like a missing one.";
const SAME_AS_DEFAULT = "The row states what the default gives anyway, on purpose.";

const NOT_COMPARED = "The kind is only ever compared with `native` and `instruction`.";
const SHORTCUT = "It only saves a search that finds the same.";
const NOTHING_FOLLOWS = "Nothing is read after the end.";

/** The mutants that survive, and why. The report names those listed here that no longer survive. */
export const explainedSurvivors: readonly ExplainedSurvivors[] = [
  {
    file: `${chat}/answer/markdown-image-splitter.ts`,
    reason: NOTHING_FOLLOWS,
    mutants: ['end: without this.#held = "";', "end: without this.#address = undefined;"],
  },
  {
    file: `${chat}/answer/think-tag-splitter.ts`,
    reason: NOTHING_FOLLOWS,
    mutants: ['end: without this.#held = "";'],
  },
  {
    file: `${chat}/answer/chat-completions-normalizer.ts`,
    reason: NOTHING_FOLLOWS,
    mutants: ["#supersede: without this.#held = undefined;"],
  },
  {
    file: `${chat}/answer/map-finish-reason.ts`,
    reason: SAME_AS_DEFAULT,
    mutants: ['without ["pause_turn", "other"]'],
  },
  {
    file: `${messages}/answer/map-finish-reason.ts`,
    reason: SAME_AS_DEFAULT,
    mutants: ['without ["pause_turn", "other"]', 'without ["compaction", "other"]'],
  },
  {
    file: `${chat}/answer/tool-call-assembler.ts`,
    reason: SAME_AS_ABSENT,
    mutants: [
      "#create: without vendorId: undefined",
      "#create: without isPlaceholder: false",
      "#create: without isNamedAgain: false",
      "#create: without isStarted: false",
      "#create: without extraContent: undefined",
    ],
  },
  {
    file: `${chat}/answer/tool-call-assembler.ts`,
    reason: "Only blanks can follow `{}` without replacing it, and they change nothing.",
    mutants: ["#append: without call.isPlaceholder = false;"],
  },
  {
    file: `${chat}/answer/normalize-citations.ts`,
    reason: SAME_AS_ABSENT,
    mutants: [
      "normalizeCitation: without ...NO_DETAILS",
      "without title: undefined",
      "without content: undefined",
      "without startIndex: undefined",
      "without endIndex: undefined",
    ],
  },
  {
    file: "packages/ai-sdk-provider/src/convert/answer.ts",
    reason: "The field is removed before the object is read; its type requires it.",
    mutants: ['without type: "response-metadata"'],
  },
  {
    file: `${messages}/answer/block-reader.ts`,
    reason: SAME_AS_ABSENT,
    mutants: ["constructor: without hasAnswer: false", "end: without isStopped: false"],
  },
  {
    file: `${messages}/choose-output-mode.ts`,
    reason: NOT_COMPARED,
    mutants: ['chooseOutputMode: without kind: "none"'],
  },
  {
    file: `${messages}/request/convert-inline-instruction.ts`,
    reason: "The API names its own tools; the type requires the caller's name.",
    mutants: ["readTool: without name"],
  },
  {
    file: `${messages}/answer/messages-normalizer.ts`,
    reason:
      "Only that there is an end counts here. `end` reports it again, with all that is known then.",
    mutants: [
      "#noteEndFields: without reason: mapFinishReason(stopReason)",
      "#noteEndFields: without rawReason: stopReason",
    ],
  },
  {
    file: `${messages}/answer/normalize-usage.ts`,
    reason: SAME_AS_ABSENT,
    mutants: ["normalizeUsage: without audio: undefined"],
  },
  {
    file: `${messages}/request/read-thinking-request.ts`,
    reason: "Nothing is reported about a kind that the model takes; the type requires the option.",
    mutants: ['readThinkingRequest: without option: "reasoningSummary"'],
  },
  {
    file: `${responses}/answer/event-types.ts`,
    reason: "Thoughts have only one kind of piece, and the type requires it.",
    mutants: ['without piece: "reasoning"'],
  },
  {
    file: `${responses}/answer/message-item.ts`,
    reason: SAME_AS_ABSENT,
    mutants: ["#part: without hasLogprobs: false"],
  },
  {
    file: `${responses}/answer/output-reader.ts`,
    reason: SHORTCUT,
    mutants: ["#open: without this.#latest = entry;"],
  },
  {
    file: `${responses}/answer/output-reader.ts`,
    reason: "After the last event nothing refers to an item by its place.",
    mutants: ["finishAll: without output_index: outputIndex"],
  },
  {
    file: `${responses}/answer/reasoning-item.ts`,
    reason: "The first part begins where nothing is written yet, so its number does not matter.",
    mutants: ["without index: 0"],
  },
  {
    file: `${responses}/answer/responses-normalizer.ts`,
    reason: SAME_AS_ABSENT,
    mutants: ["#pushAudio: without id: undefined"],
  },
  {
    file: "packages/core/src/chat/accumulate-chat-events.ts",
    reason:
      "Nothing is done for it, and nothing follows; the lint rule about switches requires it.",
    mutants: ['addToChoice: without case "tool-call-delta":'],
  },
  {
    file: `${apis}/answer/call-writer.ts`,
    reason: SAME_AS_ABSENT,
    mutants: [
      "start: without mayBePlaceholder: false",
      "start: without hasLostPiece: false",
      "start: without echo: undefined",
    ],
  },
  {
    file: `${apis}/answer/audio-writer.ts`,
    reason: SAME_AS_ABSENT,
    mutants: ["end: without id: undefined", "end: without transcript: undefined"],
  },
  {
    file: `${apis}/load-chat-api.ts`,
    reason: "It only saves work: importing a module again gives the same one.",
    mutants: ["load: without loaded.set(name, api);"],
  },
  {
    file: `${gemini}/answer/call-reader.ts`,
    reason: SAME_AS_ABSENT,
    mutants: ["#start: without arguments: undefined"],
  },
  {
    file: `${gemini}/answer/candidate-normalizer.ts`,
    reason: SAME_AS_ABSENT,
    mutants: ["#pushOther: without id: undefined", "#pushOther: without transcript: undefined"],
  },
  {
    file: `${gemini}/choose-output-mode.ts`,
    reason: NOT_COMPARED,
    mutants: ['chooseOutputMode: without kind: "none"'],
  },
  {
    file: `${gemini}/request/choose-tools.ts`,
    reason: SAME_AS_ABSENT,
    mutants: ["chooseTools: without isMixRefused: false"],
  },
  {
    file: `${gemini}/answer/gemini-normalizer.ts`,
    reason: "It saves work: the writer leaves out metadata that it has written.",
    mutants: [
      "#pushMetadata: without this.#hasMetadata = true;",
      "#pushMetadata: without this.#model = modelVersion;",
    ],
  },
  {
    file: `${gemini}/answer/normalize-citations.ts`,
    reason: SAME_AS_ABSENT,
    mutants: ["without endIndex: undefined"],
  },
  {
    file: `${gemini}/answer/normalize-usage.ts`,
    reason: SAME_AS_ABSENT,
    mutants: [
      "normalizeUsage: without cost: undefined",
      "normalizeUsage: without cacheWrite: undefined",
    ],
  },
];
