import path from "node:path";
import { pathToFileURL } from "node:url";
import { startEmulator } from "@cometapi/emulator";
import { ChatCometAPI } from "./chat-model.ts";

/** A copy of LangChain's own suite, which is not published; see the README. */
const folder = process.env["LANGCHAIN_STANDARD_TESTS"];

/** What the suite's classes share. */
interface StandardSuite {
  ChatModelUnitTests: new (settings: object) => { runTests: () => void };
  ChatModelIntegrationTests: new (settings: object) => { runTests: () => void };
}

if (folder === undefined || folder === "") {
  throw new Error("LANGCHAIN_STANDARD_TESTS must name a copy of the suite's source.");
}
const entry = pathToFileURL(path.resolve(folder, "src/vitest.ts")).href;
const suite: StandardSuite = await import(/* @vite-ignore */ entry);
// The suite owns its tests and has no hook to end a server; it ends with the process.
const { url } = await startEmulator({ port: 0, tokenDelayMs: 0 });
const shared = {
  Cls: ChatCometAPI,
  chatModelHasToolCalling: true,
  chatModelHasStructuredOutput: true,
};
const constructorArgs = { model: "gpt-4o-mini", apiKey: "sk-any-key-1", baseURL: url };
new suite.ChatModelUnitTests({ ...shared, constructorArgs }).runTests();
new suite.ChatModelIntegrationTests({
  ...shared,
  constructorArgs,
  supportsParallelToolCalls: true,
  supportsStandardContentType: { text: true, image: ["url", "base64", "dataUrl"] },
}).runTests();
