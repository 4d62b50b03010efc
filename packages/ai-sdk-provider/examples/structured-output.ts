import { cometapi } from "@cometapi/ai-sdk-provider";
import { generateText, Output } from "ai";
import { z } from "zod";

const { output } = await generateText({
  model: cometapi("gpt-5-mini"),
  prompt: "Lisbon has 545,000 inhabitants.",
  output: Output.object({ schema: z.object({ city: z.string(), inhabitants: z.number() }) }),
});

console.log(typeof output.city, typeof output.inhabitants);
