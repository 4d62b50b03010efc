import type { CometAPIMessageOptions } from "@cometapi/llamaindex";
import {
  getResponseSynthesizer,
  type LLMEndEvent,
  PromptTemplate,
  Settings,
  type VectorStoreIndex,
} from "llamaindex";

/** What the model has to answer when the passages do not contain the answer. */
export const notThere = "Not in these documents.";

const prompt = new PromptTemplate({
  templateVars: ["context", "query"],
  template: `Answer the question from these passages and from nothing else, in a few sentences. After each
statement name the source of its passage in square brackets, as it stands above the passage.
If the passages do not answer the question, reply with exactly: ${notThere}

{context}

Question: {query}`,
});

/** A piece of the answer, or at its end the sources. */
export type AnswerPiece =
  | { type: "text"; text: string }
  /** `isNamed` is false if the answer names no source. Then these are all sources that the model was given. */
  | { type: "sources"; sources: string[]; isNamed: boolean };

/**
 * Asks the index. At the end it gives the sources that the answer names, or all that the model was given if it
 * names none.
 */
export async function* answerQuestion(
  index: VectorStoreIndex,
  question: string,
): AsyncGenerator<AnswerPiece> {
  const engine = index.asQueryEngine({
    similarityTopK: 5,
    responseSynthesizer: getResponseSynthesizer("compact", { textQATemplate: prompt }),
  });
  // Query engines pass on only text. The callbacks of the LLM report how the answer ended.
  let finish: CometAPIMessageOptions["finishReason"];
  const onEnd = ({ detail: { response } }: CustomEvent<LLMEndEvent>): void => {
    const options: CometAPIMessageOptions = response.message.options ?? {};
    finish = options.finishReason;
  };
  Settings.callbackManager.on("llm-end", onEnd);
  let answer = "";
  const given = new Set<string>();
  for await (const chunk of await engine.query({ query: question, stream: true })) {
    for (const { node } of chunk.sourceNodes ?? []) given.add(String(node.metadata["source"]));
    answer += chunk.delta;
    if (chunk.delta !== "") yield { type: "text", text: chunk.delta };
  }
  Settings.callbackManager.off("llm-end", onEnd);
  if (finish === "length" || finish === "content-filter") {
    throw new Error(`The answer is not whole: ${finish}.`);
  }
  if (answer.includes(notThere)) return;
  const named = [...given].filter((source) => answer.includes(source));
  const isNamed = named.length > 0;
  yield { type: "sources", sources: isNamed ? named : [...given], isNamed };
}
