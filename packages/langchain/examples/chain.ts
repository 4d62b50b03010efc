// A prompt, a model and a parser as one chain.
import { ChatCometAPI } from "@cometapi/langchain";
import { StringOutputParser } from "@langchain/core/output_parsers";
import { ChatPromptTemplate } from "@langchain/core/prompts";

const prompt = ChatPromptTemplate.fromMessages([
  ["system", "Answer from these documents.\n\n{documents}"],
  ["human", "{question}"],
]);
const chain = prompt.pipe(new ChatCometAPI("gpt-4o-mini")).pipe(new StringOutputParser());

const text = await chain.invoke({
  documents: "The lighthouse of Sandvik was built in 1871 by Ingrid Halvorsen.",
  question: "When was the lighthouse of Sandvik built?",
});
console.log(text);
