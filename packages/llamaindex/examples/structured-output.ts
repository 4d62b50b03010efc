// An answer in the form of a schema.
import { cometapi } from "@cometapi/llamaindex";
import { z } from "zod";

const { object } = await cometapi({ model: "gpt-4o-mini" }).exec({
  messages: [{ role: "user", content: "Ada Lovelace was born in 1815." }],
  responseFormat: z.object({ name: z.string(), born: z.number() }),
});
console.log(object?.name, object?.born);
