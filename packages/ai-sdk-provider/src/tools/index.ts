export { geminiTools } from "./gemini-tools.ts";
export { messagesTools } from "./messages-tools.ts";
export { responsesTools } from "./responses-tools.ts";
