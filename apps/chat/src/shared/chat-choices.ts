import { z } from "zod";

/** What the person chose for the next answer. */
export const chatChoicesSchema = z.object({
  model: z.string().min(1).max(200),
  api: z.enum(["auto", "chat", "responses", "messages", "gemini"]),
  /** How much the model thinks. `default` leaves that to the model. */
  effort: z.enum(["default", "none", "low", "medium", "high"]),
  /** Whether the model may search the web with its vendor's own tool. */
  searchesWeb: z.boolean(),
  /** Whether the model may call the server's tools. */
  usesTools: z.boolean(),
});

export type ChatChoices = z.infer<typeof chatChoicesSchema>;
