import { sampleOptions } from "@cometapi/testing";
import { describe, expect, it } from "vitest";
import { UNKNOWN_MODEL_TRAITS } from "../../../models/model-traits.ts";
import { CHAT_API_NAMES, type ChatApiName } from "../../chat-api-name.ts";
import { namesOf, type PlainChatOptions, plainChatOptions } from "../../chat-options.ts";
import type { ConvertedRequest } from "../chat-api.ts";
import { loadChatApi } from "../load-chat-api.ts";

const samples = sampleOptions(plainChatOptions);

/** A request with one option, to a model that nobody knows, as an API has it. */
async function convert(api: ChatApiName, options: object): Promise<ConvertedRequest> {
  const chatApi = await loadChatApi(api);
  const request = { model: "new-model", messages: [], ...options };
  return chatApi.convertRequest(request, { ...UNKNOWN_MODEL_TRAITS, reasons: {} }, false);
}

function fieldOf(body: unknown, path: string): unknown {
  return path.split(".").reduce((value, name) => Reflect.get(Object(value), name), body);
}

describe.each(CHAT_API_NAMES)("a request by the API %s", (api) => {
  it.each(namesOf(plainChatOptions))(
    "has the option %s in its field, or reports it",
    async (name) => {
      const { fields } = plainChatOptions[name];
      expect(samples).toHaveProperty(name);
      const { body, warnings } = await convert(api, { [name]: samples[name] });
      const reported = warnings.filter(({ option }) => option === name);
      const field = fields[api];
      if (field === undefined) {
        expect(reported).toMatchObject([{ action: "dropped" }]);
      } else {
        const without = await convert(api, {});
        expect(fieldOf(body, field)).not.toEqual(fieldOf(without.body, field));
      }
    },
  );

  it("reports no option whose value asks for nothing", async () => {
    const usual: PlainChatOptions = {
      presencePenalty: 0,
      frequencyPenalty: 0,
      choiceCount: 1,
      logprobs: false,
      modalities: ["text"],
      stopSequences: [],
      safetySettings: [],
      store: false,
    };
    const { warnings } = await convert(api, usual);
    expect(warnings.filter(({ option }) => option in usual)).toEqual([]);
  });
});
