import { Hono } from "hono";
import type { EmulatorState } from "./emulator-state.ts";
import { isJsonObject } from "./engine/conversation.ts";
import { chatCompletions } from "./faces/chat-completions/chat-completions.ts";
import { APIError, createErrorBody } from "./http/api-error.ts";
import type { EmulatorContext, EmulatorEnv } from "./http/exchange.ts";
import { invalidTokenError } from "./http/known-errors.ts";
import { openExchange } from "./http/open-exchange.ts";
import { readAPIKey } from "./http/read-api-key.ts";
import { parseJSONBody, readBody } from "./http/read-body.ts";
import { serveWrongPath } from "./http/serve-wrong-path.ts";
import { listCatalogue } from "./routes/catalogue.ts";
import { serveEmbeddings } from "./routes/embeddings.ts";
import { listModels } from "./routes/models.ts";
import { oddityHeader, serveOddity } from "./routes/serve-oddity.ts";
import { serveText } from "./routes/serve-text.ts";
import type { EmulatorConfig } from "./settings.ts";

/** The emulator's routes on web-standard requests and responses. */
export function createApp(config: EmulatorConfig, state: EmulatorState): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>();

  app.use(async (context, next) => {
    const startedMs = performance.now();
    const { body, error } = await readBodyOrError(context.req.raw, config.maxBodyBytes);
    const exchange = openExchange(context.req.raw, body, config, state);
    context.set("exchange", exchange);
    if (error === undefined) await next();
    else context.res = toErrorResponse(error, exchange.requestId);
    context.res.headers.set("x-oneapi-request-id", exchange.requestId);
    const { record } = exchange;
    record.status = context.res.status;
    record.durationMs = performance.now() - startedMs;
    const isStream = context.res.headers.get("content-type")?.startsWith("text/event-stream");
    if (isStream !== true && record.outcome === "pending") record.outcome = "answered";
  });

  app.get("/api/models", (context) =>
    context.json(listCatalogue(new URL(context.req.url).searchParams)),
  );

  app.use("/v1/*", async (context, next) => {
    requireAPIKey(context, config);
    await next();
  });
  app.get("/v1/models", (context) => context.json(listModels()));
  app.post("/v1/chat/completions", async (context) => {
    const oddity = context.req.header(oddityHeader);
    const body = readJSON(context);
    if (oddity !== undefined) return serveOddity(context, oddity);
    return serveText(
      context,
      chatCompletions,
      body,
      isJsonObject(body) ? body["model"] : undefined,
    );
  });
  app.post("/v1/embeddings", (context) => serveEmbeddings(context, readJSON(context)));

  app.notFound((context) => serveWrongPath(context.req.raw));
  app.onError((error, context) => {
    const known =
      error instanceof APIError
        ? error
        : new APIError(error.message, { status: 500, code: "emulator_bug" });
    return toErrorResponse(known, context.get("exchange").requestId);
  });
  return app;
}

function requireAPIKey(context: EmulatorContext, config: EmulatorConfig): void {
  const key = readAPIKey(context.req.raw);
  const isAccepted = config.apiKey === undefined ? key !== undefined : key === config.apiKey;
  if (!isAccepted) throw invalidTokenError();
}

function readJSON(context: EmulatorContext): unknown {
  const exchange = context.get("exchange");
  const type = context.req.header("content-type") ?? "";
  if (!/\bjson\b/iu.test(type)) {
    throw new APIError(`Content-Type must be application/json, not '${type}'`, {
      status: 400,
      type: "invalid_request_error",
    });
  }
  const body = parseJSONBody(exchange.body);
  exchange.record.body = body;
  return body;
}

async function readBodyOrError(
  request: Request,
  maximumBytes: number,
): Promise<{ body: Uint8Array<ArrayBuffer>; error?: APIError }> {
  try {
    return { body: await readBody(request, maximumBytes) };
  } catch (error) {
    if (error instanceof APIError) return { body: new Uint8Array(), error };
    throw error;
  }
}

function toErrorResponse(error: APIError, requestId: string): Response {
  const { status, headers } = error.details;
  return Response.json(createErrorBody(error, requestId), {
    status,
    ...(headers === undefined ? {} : { headers }),
  });
}
