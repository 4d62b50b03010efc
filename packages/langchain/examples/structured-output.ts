// An answer in the form of a schema.
import { ChatCometAPI } from "@cometapi/langchain";
import { z } from "zod";

const place = z.object({ city: z.string(), degrees: z.number() });
const model = new ChatCometAPI("gpt-4o-mini").withStructuredOutput(place, { method: "jsonSchema" });

const { city, degrees } = await model.invoke("Extract the place: it is 17 degrees in Lisbon.");
console.log(city, degrees);
