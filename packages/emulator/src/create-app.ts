import { Hono } from "hono";
import { controlPath, createControlRoutes } from "./control/control-routes.ts";
import type { EmulatorState } from "./emulator-state.ts";
import { chatCompletions } from "./apis/chat-completions/chat-completions.ts";
import { parseChatRequest } from "./apis/chat-completions/parse-request.ts";
import { gemini, parseGeminiAddress } from "./apis/gemini/gemini.ts";
import { parseGeminiRequest } from "./apis/gemini/parse-request.ts";
import { readBetaHeader } from "./apis/messages/read-beta-header.ts";
import { messages } from "./apis/messages/messages.ts";
import { parseMessagesRequest } from "./apis/messages/parse-request.ts";
import { parseResponsesRequest } from "./apis/responses/parse-request.ts";
import { responses } from "./apis/responses/responses.ts";
import { requireAPIKey } from "./http/require-api-key.ts";
import type { EmulatorContext, EmulatorEnv } from "./http/exchange.ts";
import { recordExchange } from "./http/record-exchange.ts";
import { readFormBody, readJSONBody, readModelId } from "./http/read-body.ts";
import { serveWrongPath } from "./http/serve-wrong-path.ts";
import { toErrorResponse } from "./http/to-error-response.ts";
import { relayRequest } from "./recorder/relay-request.ts";
import { listCatalogue } from "./routes/catalogue.ts";
import { prepareEmbeddings } from "./routes/embeddings.ts";
import { findTextModel } from "./routes/find-served-model.ts";
import { prepareImageEdit, prepareImages, serveImage } from "./routes/images.ts";
import { listModels } from "./routes/models.ts";
import { prepareText } from "./routes/prepare-text.ts";
import { describeQuota } from "./routes/quota.ts";
import { serveEndpoint, serveLookup, type PreparedAnswer } from "./routes/serve-endpoint.ts";
import { prepareSpeech } from "./routes/speech.ts";
import { prepareTranscription } from "./routes/transcriptions.ts";
import { findVideo, pollVideo, prepareVideo, serveVideo } from "./routes/videos.ts";
import type { EmulatorConfig } from "./settings.ts";

/** The emulator's routes on web-standard requests and responses. */
export function createApp(config: EmulatorConfig, state: EmulatorState): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>();
  // First, so that requests to the control endpoint are not recorded as requests to the API.
  if (config.controlToken !== undefined) {
    app.route(controlPath, createControlRoutes(state, config.controlToken));
  }
  app.use(recordExchange(config, state));
  app.use((context, next) => relayRequest(context, next));
  app.use("/v1/*", requireAPIKey(config));
  app.use("/v1beta/*", requireAPIKey(config));
  app.use("/user/quota", requireAPIKey(config));

  addTextRoutes(app, config, state);
  addMediaRoutes(app);

  app.get("/v1/models", (context) => serveLookup(context, () => context.json(listModels())));
  app.get("/api/models", (context) =>
    serveLookup(context, () => context.json(listCatalogue(new URL(context.req.url).searchParams))),
  );
  app.get("/user/quota", (context) =>
    serveLookup(context, () => context.json(describeQuota(context.get("exchange")))),
  );
  app.get("/images/:name", (context) =>
    serveLookup(context, () => serveImage(context, context.req.param("name"))),
  );

  app.notFound((context) => serveWrongPath(context.req.raw));
  app.onError((error, context) => toErrorResponse(error, context));
  return app;
}

function addTextRoutes(app: Hono<EmulatorEnv>, config: EmulatorConfig, state: EmulatorState): void {
  app.post("/v1/chat/completions", (context) =>
    serveJSON(context, (body) => {
      const model = findTextModel(readModelId(body), "chat", config);
      return prepareText(context, chatCompletions, parseChatRequest(body, model), model);
    }),
  );
  app.post("/v1/responses", (context) =>
    serveJSON(context, (body) => {
      const model = findTextModel(readModelId(body), "responses", config);
      const request = parseResponsesRequest(body, model, state);
      return prepareText(context, responses, request, model);
    }),
  );
  app.post("/v1/messages", (context) =>
    serveJSON(context, (body) => {
      const model = findTextModel(readModelId(body), "messages", config);
      const betas = readBetaHeader(context.req.header("anthropic-beta"));
      const isInterleaved = betas.includes("interleaved-thinking-2025-05-14");
      const request = parseMessagesRequest(body, model, state.messagesThoughts, isInterleaved);
      return prepareText(context, messages, request, model);
    }),
  );
  // Google's current client says v1, CometAPI's documentation v1beta.
  for (const path of ["/v1beta/models/*", "/v1/models/*"]) {
    app.post(path, (context) => {
      const address = parseGeminiAddress(new URL(context.req.url));
      if (address === undefined) return serveWrongPath(context.req.raw);
      const body = readJSONBody(context);
      return serveEndpoint(context, body, address.modelId, () => {
        const model = findTextModel(address.modelId, "gemini", config);
        return prepareText(context, gemini, parseGeminiRequest(body, model, address), model);
      });
    });
  }
}

function addMediaRoutes(app: Hono<EmulatorEnv>): void {
  app.post("/v1/embeddings", (context) =>
    serveJSON(context, (body) => prepareEmbeddings(context, body)),
  );
  app.post("/v1/images/generations", (context) =>
    serveJSON(context, (body) => prepareImages(context, body)),
  );
  app.post("/v1/images/edits", async (context) => {
    const form = await readFormBody(context);
    return serveEndpoint(context, form.texts, form.texts["model"], () =>
      prepareImageEdit(context, form),
    );
  });
  app.post("/v1/audio/speech", (context) =>
    serveJSON(context, (body) => prepareSpeech(context, body)),
  );
  for (const path of ["/v1/audio/transcriptions", "/v1/audio/translations"]) {
    app.post(path, async (context) => {
      const form = await readFormBody(context);
      return serveEndpoint(context, form.texts, form.texts["model"], () =>
        prepareTranscription(context, form),
      );
    });
  }
  app.post("/v1/videos", async (context) => {
    const fields = await readFields(context);
    return serveEndpoint(context, fields, fields["model"], () => prepareVideo(context, fields));
  });
  app.post("/v1/videos/:id/remix", async (context) => {
    const earlier = findVideo(context, context.req.param("id"));
    const fields = await readFields(context);
    return serveEndpoint(context, fields, earlier.model, () =>
      prepareVideo(context, fields, earlier),
    );
  });
  app.get("/v1/videos/:id", (context) => {
    const job = findVideo(context, context.req.param("id"));
    return serveLookup(context, () => pollVideo(context, job), job.model);
  });
  app.get("/v1/videos/:id/content", (context) => {
    const job = findVideo(context, context.req.param("id"));
    return serveLookup(context, () => serveVideo(job), job.model);
  });
}

function serveJSON(
  context: EmulatorContext,
  prepare: (body: unknown) => PreparedAnswer,
): Promise<Response> {
  const body = readJSONBody(context);
  return serveEndpoint(context, body, readModelId(body), () => prepare(body));
}

/** The fields of a form, or of a JSON object where the caller sent that. */
async function readFields(context: EmulatorContext): Promise<Readonly<Record<string, unknown>>> {
  const isForm = context.req.header("content-type")?.startsWith("multipart/") === true;
  if (isForm) return (await readFormBody(context)).texts;
  const body = readJSONBody(context);
  return typeof body === "object" && body !== null ? { ...body } : {};
}
