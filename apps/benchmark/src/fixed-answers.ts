/** What the server says to a request that is not streamed. */
export const shortAnswer = "The ferry leaves at nine.";

/** Length of the vectors the server sends: that of OpenAI's small embedding model. */
export const dimensions = 1536;
