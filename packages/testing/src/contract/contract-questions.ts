/** The key a server of the suite accepts. */
export const contractKey = "sk-q7Xv2LmZp9RtK4wYb8Nc3HdF6sJg";

type QuestionName = "fact" | "weather" | "weatherAndPopulation" | "documents" | "unknownModel";

/** What the suite asks. A server without a model behind it is given the answers of `aimock-server.ts`. */
export const contractQuestions: Readonly<Record<QuestionName, string>> = {
  /** To be answered from `documents`; the right answer has `1871` in it. */
  fact: "When was the lighthouse of Sandvik built?",
  /** Wants `get_weather`. */
  weather: "What is the weather in Lisbon?",
  /** Wants `get_weather` and `get_population` at once. */
  weatherAndPopulation: "What is the weather in Lisbon, and what is the population of Lisbon?",
  documents: `The lighthouse of Sandvik was built in 1871 by Ingrid Halvorsen.
Its lamp is seen from 23 nautical miles.
The harbour of Sandvik was enlarged in 1934, and the ferry to the islands leaves from there.`,
  /** No server serves it. */
  unknownModel: "no-such-model",
};
