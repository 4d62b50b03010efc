/** What every adapter promises, in the order of the test report. */
export const contractCases = {
  text: "answers with the text that was served",
  stream: "streams the same text in order, in pieces, and ends once",
  liveness: "delivers text while the answer is still being sent",
  usage: "reports the tokens that the server counted",
  "served-model": "names the model that served the answer",
  "tool-call": "gives a tool call with its id and parsed arguments",
  "tool-call-stream": "streams a tool call once and complete",
  "tool-round-trip": "runs a tool and answers with its result",
  "parallel-tools": "runs two tools called in one turn and sends both results back by id",
  "wrong-key": "reports a refused key with status 401",
  "wrong-model": "reports a model that is not served with status and request id, without retrying",
  "error-in-stream-call":
    "reports an error before the first output of a stream as that call's failure",
  unreachable: "reports a server that cannot be reached",
  abort: "gives up when the caller aborts, and closes the connection",
  "abort-stream": "stops a stream when the caller aborts, and closes the connection",
  "early-break": "closes the connection when the caller leaves the stream",
  secrecy: "keeps every piece of the key out of every error",
} as const;

export type ContractCase = keyof typeof contractCases;
