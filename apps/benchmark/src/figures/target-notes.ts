/** Whose cost it is where a target is not met, and what was tried: by the target's name in the report. */
export const targetNotes: readonly (readonly [fits: RegExp, note: string])[] = [
  [
    /^LangChain \.stream\(\), tool arguments/,
    "LangChain's, mostly: it parses the arguments of the joined chunk again and again.",
  ],
  [
    /^AI SDK doStream, text, 8 a read|^LlamaIndex chat stream, text, 8 a read/,
    "The network's: ours costs little more than the floor.",
  ],
  [
    /gemini, tool arguments/,
    "The request's and the network's, mostly: 3 of some 7 µs a call are the request, a fifth of the rest is `JSON.parse`. " +
      "Calls are found by key now: an answer of 5,000 calls costs 5.4 µs a call, and cost 12.1.",
  ],
  [
    /^AI SDK doStream, tool arguments, 20,000 chunks/,
    "The spread of the run, whose quartiles lie on both sides of the target, and the network's.",
  ],
  [
    /^LangChain \.stream\(\), text/,
    "The network's and LangChain's, which joins each chunk to all before it. What remains is ours: core's reader, and a chunk " +
      "for each network read.",
  ],
  [
    /^AI SDK 1,000 streams held open, event loop delay/,
    "The run's: by itself the line was 0.67 and 0.63, and 0.65 with 5 s in place of 0.3 before the measured second.",
  ],
  [
    /held open, event loop delay/,
    "V8's, mostly: the code is not compiled to its end yet. With 5 s in place of 0.3 before the measured second the line is 1.02 " +
      "(0.89–1.14).",
  ],
  [
    /^LangChain request, \d+ at once/,
    "Ours, next to `@langchain/openrouter`, which has neither a timeout nor a `fetch` of one's own, and does not ask by " +
      "LangChain's caller, which repeats what failed. It allocates 19 kB more than `fetch`, 12 of them LangChain's own; see below.",
  ],
  [/request(?: on|,)/, "Ours; see below."],
  [
    /^LangChain 1,000 streams held open, heap of each/,
    "`fetch` itself keeps the floor's 35 kB of it, more than 0.6 of the peer. Of the rest core keeps 8; most of what is left is " +
      "LangChain's: its stream, two generators, and each chunk joined to all before. A second log of the text, a second " +
      "listener of the signal and a writer of sound were taken out of ours.",
  ],
  [
    /held open, heap of each/,
    "`fetch` itself keeps the floor's 35 kB of it, so that 0.6 of the peer leaves next to nothing for all else. " +
      "What remains says what each adds.",
  ],
  [
    /^LangChain 1,000 streams held open, CPU/,
    "LangChain's and the network's, mostly. A profile at one delta a read shows of ours only the reader of core, its " +
      "normalizer and `closeEarly`, 1 to 2 % each; LangChain reads an environment variable for every chunk (4 %), enters " +
      "its storage (2 %) and joins the chunk to all before. A delta allocates 11.1 kB: 4.5 the network, 0.8 core, the rest " +
      "LangChain (some 4) and our chunk; the peer allocates 6.7 besides the network, so that half of it is less than LangChain " +
      "takes for itself. Besides, ours is more code, which is not compiled to its end yet: with 5 s in place of 0.3 before the " +
      "measured second the line is 0.88 (0.72–0.89), and a chunk costs 43 µs, not 101.",
  ],
  [
    /1,000 streams held open, CPU/,
    "The network's and ours: what core and the adapter do for a chunk. A generator's worth of promises and an object for " +
      "each delta were taken out.",
  ],
  [
    /time to first token/,
    "Not found out: the line was below 1 and above it in runs of the same code, whose quartiles are as wide.",
  ],
  [
    /bundle as one file/,
    "Ours: four text APIs, pictures, audio, video, embeddings and the catalogue in one file. Of three vendors' packages, " +
      "each is 150 to 174.",
  ],
  [
    /memory over 200,000 chunks/,
    "Ours: core keeps the text, here 1.2 MB, to know a repetition of it; LangChain's and LlamaIndex's adapters keep it for " +
      "errors and for the whole message.",
  ],
];
