import {
  createUnlistedModel,
  endpointsOf,
  findModel,
  nameServedModel,
} from "../catalogue/catalogue.ts";
import { resolveManners } from "../catalogue/model-manners.ts";
import type { ModelRow } from "../catalogue/model-row.ts";
import { answerConversation } from "../engine/answer-conversation.ts";
import type { ServedModel, TextFace, TextReply } from "../faces/text-face.ts";
import { createStream } from "../http/create-stream.ts";
import type { EmulatorContext } from "../http/exchange.ts";
import { invalidRequestError, missingModelError, unknownModelError } from "../http/known-errors.ts";
import { sleep } from "../http/sleep.ts";
import type { EmulatorConfig } from "../settings.ts";

/** Answers a request of one text format: parse, answer, encode. */
export async function serveText<Body>(
  context: EmulatorContext,
  face: TextFace<Body>,
  body: unknown,
  modelId: unknown,
): Promise<Response> {
  const exchange = context.get("exchange");
  const { config, random, nowMs, record } = exchange;
  const model = findServedModel(modelId, config);
  requireEndpoint(model.row, face);
  const request = face.parseRequest(body, model);
  const answer = answerConversation(
    request.conversation,
    () => `${face.toolCallIdPrefix}${random.text(24)}`,
  );
  const modelName = nameServedModel(model.row);
  const reply: TextReply<Body> = { request, model, modelName, nowMs, random };
  await sleep(config.latencyMs, context.req.raw.signal);
  if (!request.isStream) return context.json(face.encodeResponse(answer, reply));
  const stream = createStream(face.encodeStream(answer, reply), {
    frameDelayMs: config.tokenDelayMs,
    onEnd: (outcome) => {
      record.outcome = outcome;
    },
  });
  return context.body(stream, 200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-cache",
    "x-accel-buffering": "no",
  });
}

/** The model a request names. Throws 400 without a name and 503 for one the service does not know. */
export function findServedModel(modelId: unknown, config: EmulatorConfig): ServedModel {
  if (typeof modelId !== "string" || modelId.trim() === "") throw missingModelError();
  const id = modelId.replace(/:emulator$/u, "");
  const row = findModel(id) ?? (config.anyModel ? createUnlistedModel(id) : undefined);
  if (row === undefined) throw unknownModelError(modelId);
  return { row, manners: resolveManners(row) };
}

function requireEndpoint<Body>(row: ModelRow, face: TextFace<Body>): void {
  const endpoints = endpointsOf(row);
  if (row.type !== "text" && !endpoints.includes(face.endpoint)) {
    throw invalidRequestError(
      `The model '${row.id}' does not make text.`,
      "model",
      "model_not_supported",
    );
  }
  const isResponsesOnly = endpoints.length === 1 && endpoints[0] === "openai-response";
  if (isResponsesOnly && face.endpoint !== "openai-response") {
    throw invalidRequestError(
      `This model is only supported in v1/responses and not in v1/chat/completions.`,
      "model",
    );
  }
}
