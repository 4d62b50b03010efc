/** Mutants of a file that no test can or should kill. */
export interface ExplainedSurvivors {
  /** Path within the repository. */
  file: string;
  reason: string;
  /** As the report calls them. */
  mutants: readonly string[];
}

const chat = "packages/core/src/chat/apis/chat-completions";
const messages = "packages/core/src/chat/apis/messages";

const SAME_AS_ABSENT = "To every reader a member that is undefined is the same as none.";
const SAME_AS_DEFAULT = "It says on purpose what the default says of everything unknown.";

const NOTHING_FOLLOWS = "Nothing is read after the end.";

/** Why these survive. A mutant that is named here and does not survive any more is reported. */
export const explainedSurvivors: readonly ExplainedSurvivors[] = [
  {
    file: `${chat}/convert-response-format.ts`,
    reason: "Without it the switch ends without a value, which is undefined too.",
    mutants: ['convertResponseFormat: without case "text": return undefined;'],
  },
  {
    file: `${chat}/markdown-image-splitter.ts`,
    reason: NOTHING_FOLLOWS,
    mutants: ['end: without this.#held = "";', "end: without this.#address = undefined;"],
  },
  {
    file: `${chat}/think-tag-splitter.ts`,
    reason: NOTHING_FOLLOWS,
    mutants: ['end: without this.#held = "";'],
  },
  {
    file: `${chat}/chunk-normalizer.ts`,
    reason: NOTHING_FOLLOWS,
    mutants: ["#supersede: without this.#held = undefined;"],
  },
  {
    file: `${chat}/map-finish-reason.ts`,
    reason: SAME_AS_DEFAULT,
    mutants: ['without ["pause_turn", "other"]'],
  },
  {
    file: `${messages}/map-stop-reason.ts`,
    reason: SAME_AS_DEFAULT,
    mutants: ['without ["pause_turn", "other"]', 'without ["compaction", "other"]'],
  },
  {
    file: `${chat}/tool-call-assembler.ts`,
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
    file: `${chat}/tool-call-assembler.ts`,
    reason: "Nothing but blanks can follow `{}` without taking its place, and they change nothing.",
    mutants: ["#append: without call.isPlaceholder = false;"],
  },
  {
    file: `${chat}/normalize-citations.ts`,
    reason: SAME_AS_ABSENT,
    mutants: [
      "without ...NO_DETAILS",
      "without title: undefined",
      "without content: undefined",
      "without startIndex: undefined",
      "without endIndex: undefined",
    ],
  },
  {
    file: "packages/ai-sdk-provider/src/convert/answer.ts",
    reason: "The field is taken off before anybody reads the object; its type asks for it.",
    mutants: ['without type: "response-metadata"'],
  },
];
