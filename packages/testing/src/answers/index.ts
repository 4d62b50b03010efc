export {
  type Answer,
  type AnswerAudio,
  type AnswerCitation,
  type AnswerError,
  type AnswerImage,
  type AnswerToolCall,
  type AnswerUsage,
  createAnswer,
} from "./answer.ts";
export { type AnswerReader, describeFixtures, type FixtureCall } from "./describe-fixtures.ts";
export {
  aiSDKLosses,
  failureIsThrown,
  langChainLosses,
  langChainStreamLosses,
  llamaIndexLosses,
  type Loss,
} from "./losses.ts";
export { joinAudio } from "./join-audio.ts";
export { readUsage } from "./read-usage.ts";
export { readField, readList, readNumber, readText } from "./read-field.ts";
