/** The key that servers of the suite accept. */
export const contractKey = "sk-q7Xv2LmZp9RtK4wYb8Nc3HdF6sJg";

type QuestionName = "fact" | "weather" | "weatherAndPopulation" | "documents" | "unknownModel";

/** What the suite asks. `aimock-server.ts` has the answers, for servers without a model. */
export const contractQuestions: Readonly<Record<QuestionName, string>> = {
  /** The answer is in `documents`; a right answer contains `1871`. */
  fact: "When was the lighthouse of Sandvik built?",
  /** Needs a call of `get_weather`. */
  weather: "What is the weather in Lisbon?",
  /** Needs calls of `get_weather` and `get_population` in one turn. */
  weatherAndPopulation: "What is the weather in Lisbon, and what is the population of Lisbon?",
  documents: `The lighthouse of Sandvik was built in 1871 by Ingrid Halvorsen.
Its lamp is seen from 23 nautical miles.
The harbour of Sandvik was enlarged in 1934, and the ferry to the islands leaves from there.`,
  /** No server serves it. */
  unknownModel: "no-such-model",
};
