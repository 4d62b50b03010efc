export {
  type Answer,
  type AnswerAudio,
  type AnswerCitation,
  type AnswerEcho,
  type AnswerError,
  type AnswerImage,
  type AnswerToolCall,
  type AnswerUsage,
  type AnswerVendorBlock,
  createAnswer,
} from "./answer.ts";
export {
  type AnswerReader,
  conversation,
  describeFixtures,
  type FixtureCall,
} from "./describe-fixtures.ts";
export {
  aiSDKLosses,
  askedModelCounts,
  failureIsThrown,
  langChainGuesses,
  langChainLosses,
  llamaIndexLosses,
  type Loss,
} from "./losses.ts";
export { joinAudio } from "./join-audio.ts";
export { readError } from "./read-error.ts";
export { readUsage } from "./read-usage.ts";
export { readEcho, readField, readList, readNumber, readText } from "./read-field.ts";
export { throughJSON } from "./through-json.ts";
