/** A text format of CometAPI by its name in settings. */
export type TextAPI = "chat" | "responses" | "messages" | "gemini";

/** The formats besides Chat Completions, in which a vendor's own package is the one to compare with. */
export const nativeAPIs = ["responses", "messages", "gemini"] as const;
