import {
  aiSDKLosses,
  createAnswer,
  describeFixtures,
  failureIsThrown,
  type FixtureCall,
} from "@cometapi/testing/answers";
import { readError, readResult, readStreamParts } from "../test/read-answer.ts";
import { readParts } from "../test/read-parts.ts";
import { createCometAPI } from "./provider.ts";

const prompt = [{ role: "user" as const, content: [{ type: "text" as const, text: "Hello?" }] }];

describeFixtures([
  {
    name: "the AI SDK, streamed",
    isStream: true,
    apis: ["chat"],
    losses: aiSDKLosses,
    read: async (call) => {
      try {
        const { stream } = await createModel(call).doStream({ prompt });
        return readStreamParts(await readParts(stream));
      } catch (error) {
        return createAnswer({ error: readError(error) });
      }
    },
  },
  {
    name: "the AI SDK, whole",
    isStream: false,
    apis: ["chat"],
    losses: [...aiSDKLosses, failureIsThrown],
    read: async (call) => {
      try {
        return readResult(await createModel(call).doGenerate({ prompt }));
      } catch (error) {
        return createAnswer({ error: readError(error) });
      }
    },
  },
]);

function createModel({ fetch }: FixtureCall) {
  return createCometAPI({ apiKey: "sk-fixture-key", fetch })("gpt-5-mini");
}
