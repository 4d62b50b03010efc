// Two agents: the first hands over to the one that can do the work.
import { cometapi } from "@cometapi/llamaindex";
import { agent, multiAgent } from "@llamaindex/workflow";
import { Settings, tool } from "llamaindex";

Settings.llm = cometapi({ model: "gpt-4o-mini" });

const forecaster = agent({
  name: "Forecaster",
  description: "Knows the weather",
  tools: [
    tool(() => "Sunny, 17.3 degrees.", { name: "get_weather", description: "Get the weather" }),
  ],
});
const receptionist = agent({ name: "Receptionist", tools: [], canHandoffTo: [forecaster] });

const team = multiAgent({ agents: [receptionist, forecaster], rootAgent: receptionist });
const { data } = await team.run("What is the weather?");
console.log(data.result);
