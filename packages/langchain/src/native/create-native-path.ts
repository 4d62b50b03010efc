import { CometAPIError } from "@cometapi/core";
import type { ChatAPI } from "../chat-settings.ts";
import { createGeminiModel } from "./gemini.ts";
import { createMessagesModel } from "./messages.ts";
import { NativePath, type NativePathConfig } from "./native-path.ts";
import { createResponsesModel } from "./responses.ts";

const creators = {
  responses: createResponsesModel,
  messages: createMessagesModel,
  gemini: createGeminiModel,
};

/**
 * The path to one of the vendors' own text APIs.
 *
 * @throws {CometAPIError} `invalid-argument` for another API, and for fallback models: the request is in
 * the words of one vendor, which another would not understand.
 */
export function createNativePath(
  api: Exclude<ChatAPI, "chat">,
  fallbackModels: readonly string[] | undefined,
  config: Omit<NativePathConfig, "create">,
): NativePath {
  const create = creators[api];
  if (create === undefined) {
    throw invalidArgument(`api must be "chat", "responses", "messages" or "gemini", not "${api}".`);
  }
  if (fallbackModels !== undefined && fallbackModels.length > 0) {
    throw invalidArgument(
      `fallbackModels needs api: "chat". For api: "${api}" use model.withFallbacks([…]).`,
    );
  }
  return new NativePath({ ...config, create });
}

function invalidArgument(message: string): CometAPIError {
  return new CometAPIError({ code: "invalid-argument", message });
}
