// The models a key may use, and what one of them can do.
import { ChatCometAPI, fetchModelProfile, listModels } from "@cometapi/langchain";

const models = await listModels();
const chat = models.filter(({ endpointTypes }) => endpointTypes.includes("openai"));
console.log(chat.length, "chat models");

const id = "gpt-5-mini";
const { profile } = new ChatCometAPI(id, { profile: await fetchModelProfile(id) });
console.log(profile.maxInputTokens, profile.structuredOutput);
