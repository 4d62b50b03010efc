// LangChain's own way to make a model by name.
import { addToModelProviders } from "@cometapi/langchain";
import { initChatModel } from "langchain";
import { MODEL_PROVIDER_CONFIG } from "langchain/chat_models/universal";

addToModelProviders(MODEL_PROVIDER_CONFIG);

const model = await initChatModel("gpt-4o-mini", { modelProvider: "cometapi", temperature: 0 });
const answer = await model.invoke("Say hello");
console.log(answer.text);
