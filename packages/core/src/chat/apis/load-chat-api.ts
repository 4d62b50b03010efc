import { invalidArgument } from "../../errors/invalid-answer.ts";
import type { ChatApiName } from "../chat-api-name.ts";
import type { ChatApi } from "./chat-api.ts";

/** Every text API by its name. Each is loaded when it is first used. */
const LOADERS: Readonly<Record<ChatApiName, () => Promise<ChatApi>>> = {
  chat: () => import("./chat-completions/chat-completions.ts").then((it) => it.chatCompletions),
  responses: () => import("./responses/responses.ts").then((it) => it.responses),
  messages: () => import("./messages/messages.ts").then((it) => it.messages),
  gemini: () => import("./gemini/gemini.ts").then((it) => it.gemini),
};

const loaded = new Map<ChatApiName, ChatApi>();

/** The API of that name. */
export function loadChatApi(name: ChatApiName): ChatApi | Promise<ChatApi> {
  return loaded.get(name) ?? load(name);
}

async function load(name: ChatApiName): Promise<ChatApi> {
  if (!Object.hasOwn(LOADERS, name)) {
    const known = ["auto", ...Object.keys(LOADERS)].join(", ");
    throw invalidArgument(`There is no API ${JSON.stringify(name)}. \`api\` may be: ${known}.`);
  }
  const api = await LOADERS[name]();
  loaded.set(name, api);
  return api;
}
