import { serveStatic } from "@hono/node-server/serve-static";
import { type CometAPIProviderSettings, createCometAPI } from "@cometapi/ai-sdk-provider";
import { createBudget } from "@cometapi/core/money";
import { createUIMessageStreamResponse, TypeValidationError, validateUIMessages } from "ai";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { secureHeaders } from "hono/secure-headers";
import { z } from "zod";
import { chatChoicesSchema } from "../shared/chat-choices.ts";
import { answerMetadataSchema, type ChatMessage } from "../shared/chat-message.ts";
import type { Failure } from "../shared/failure.ts";
import type { ModelRow, ServerState } from "../shared/model-row.ts";
import { answer } from "./answer.ts";
import { guardOrigin } from "./guard-origin.ts";
import { listModels } from "./list-models.ts";
import { drawImage, speak } from "./make-media.ts";
import { toFailure } from "./to-failure.ts";
import { createTools } from "./tools.ts";

/** Settings of {@link createApp}. */
export interface AppSettings {
  /** Settings of the provider. No route reveals the key. */
  provider: CometAPIProviderSettings;
  /** How often a call is repeated that failed before any output. Default: 2, as in the AI SDK. */
  maxRetries?: number;
  /** Where answers come from, in a sentence. */
  source: string;
  /** The folder of the page that Vite built. */
  pageFolder: string;
  /** The folder in which the tool `save_note` writes. */
  notesFolder: string;
}

/** The largest request in bytes: a conversation with its attachments. */
const MOST_BYTES = 32 * 1024 * 1024;

const chatBodySchema = z.object({
  messages: z.array(z.unknown()).min(1).max(1000),
  choices: chatChoicesSchema,
  budget: z.object({ maxUSD: z.number().min(0), spentUSD: z.number().min(0) }).optional(),
});

/** The chat's server: the page, the models, and the route that `useChat` talks to. */
export function createApp(appSettings: AppSettings): Hono {
  const { provider, maxRetries = 2, source, pageFolder, notesFolder } = appSettings;
  const settings = { ...provider, includeCost: true };
  const cometapi = createCometAPI(settings);
  const tools = createTools(notesFolder);
  const app = new Hono();

  app.use(guardOrigin, secureHeaders({ contentSecurityPolicy }));
  app.use(
    "/api/*",
    bodyLimit({
      maxSize: MOST_BYTES,
      onError: (context) =>
        context.json(refuse("The conversation and its attachments are larger than 32 MiB."), 413),
    }),
  );

  app.get("/api/state", async (context) => {
    try {
      const { models } = await cometapi.getAvailableModels();
      return context.json({ source, models: listModels(models) } satisfies ServerState);
    } catch (error) {
      return context.json(toFailure(error), 502);
    }
  });

  app.post("/api/chat", async (context) => {
    const { data: body, error } = chatBodySchema.safeParse(await context.req.json().catch(() => 0));
    if (body === undefined) return context.json(refuse(z.prettifyError(error)), 400);
    const { choices, budget } = body;
    const { signal } = context.req.raw;
    const messages = await validateUIMessages<ChatMessage>({
      messages: body.messages,
      metadataSchema: answerMetadataSchema.optional(),
    });
    const paid =
      budget === undefined
        ? cometapi
        : createCometAPI({ ...settings, budget: createBudget(budget) });
    const request = { cometapi: paid, messages, choices, tools, signal, maxRetries };
    const makes = await findOutput(choices.model);
    const stream =
      makes === "image"
        ? drawImage(request)
        : makes === "speech"
          ? speak(request)
          : await answer(request);
    return createUIMessageStreamResponse({ stream });
  });

  /** What a model makes. If the catalogue cannot be read, it is asked for text. */
  async function findOutput(model: string): Promise<ModelRow["makes"]> {
    try {
      const { models } = await cometapi.getAvailableModels();
      return listModels(models).find(({ id }) => id === model)?.makes ?? "text";
    } catch {
      return "text";
    }
  }

  app.onError((error, context) =>
    TypeValidationError.isInstance(error)
      ? context.json(refuse(error.message), 400)
      : context.json(toFailure(error), 500),
  );
  app.use("*", serveStatic({ root: pageFolder }));
  return app;
}

function refuse(message: string): Failure {
  return { code: "invalid-request", message };
}

/**
 * The page loads nothing from other servers. Otherwise an answer could contain an image whose address sends
 * words of the conversation to one.
 */
const contentSecurityPolicy = {
  defaultSrc: ["'self'"],
  imgSrc: ["'self'", "data:", "blob:"],
  mediaSrc: ["'self'", "data:", "blob:"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  frameAncestors: ["'none'"],
};
