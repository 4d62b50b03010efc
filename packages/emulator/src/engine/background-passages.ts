import type { Passage } from "./find-question.ts";

// What the emulator knows by itself. It is used only when the conversation holds no answer.
const sentences = [
  "CometAPI gives one API key and one base URL for hundreds of models from OpenAI, Anthropic, Google, xAI, DeepSeek, Qwen and others.",
  "This answer comes from the CometAPI emulator, a local server with no model behind it: it answers from the conversation, the documents and the tools it is given.",
  "To talk to real models, set COMETAPI_KEY to a key made at https://www.cometapi.com/console/token.",
  "CometAPI works with the Vercel AI SDK, LangChain and LlamaIndex through one package for each framework.",
  "CometAPI serves four text formats: Chat Completions, Responses, Anthropic Messages and Gemini.",
  "Streaming means that the text of an answer arrives in small pieces while it is being written.",
  "A tool is a function of your program that the model may ask to be called; its result goes back into the conversation.",
  "Retrieval-augmented generation means that an answer is drawn from documents found for the question.",
];

/** Sentences about CometAPI and its emulator, as passages of one document. */
export const backgroundPassages: readonly Passage[] = sentences.map((text) => ({
  text,
  origin: "document",
  documentIndex: -1,
}));
