import { nameServedModel } from "../catalogue/catalogue.ts";
import type { Random } from "../determinism/random.ts";
import type { Answer, AnswerPart } from "../engine/answer.ts";
import { answerConversation } from "../engine/answer-conversation.ts";
import type { Conversation } from "../engine/conversation.ts";
import { findRequestIndex } from "../engine/find-request-index.ts";
import type { ServedTextModel, TextAPI, TextReply, TextRequest } from "../apis/text-api.ts";
import { createStream } from "../http/create-stream.ts";
import type { EmulatorContext } from "../http/exchange.ts";
import { drawPNG } from "../media/draw-png.ts";
import { checkInputs } from "../manners/check-inputs.ts";
import { playScript } from "../scripting/play-script.ts";
import type { PreparedAnswer } from "./serve-endpoint.ts";

/** A checked request of one text format: answered by the engine or a script, encoded by its API. */
export function prepareText<Body>(
  context: EmulatorContext,
  api: TextAPI<Body>,
  request: TextRequest<Body>,
  model: ServedTextModel,
): PreparedAnswer {
  const { config, random, nowMs, state } = context.get("exchange");
  checkInputs(request.conversation, model, api.name);
  const createCallId = (): string => `${api.toolCallIdPrefix}${random.text(24)}`;
  return {
    request: describeRequest(api, request),
    respond: (script) => {
      const { conversation } = request;
      const made =
        script === undefined
          ? answerConversation(conversation, createCallId)
          : playScript(conversation, script, createCallId);
      const drawn: AnswerPart[] = model.row.type === "image" ? [drawAnswer(conversation)] : [];
      const answer: Answer = {
        ...made,
        parts: [...made.parts, ...drawn],
        usage: state.promptCache.apply(
          conversation,
          made.usage,
          model.manners.cachesPrompts,
          nowMs,
        ),
      };
      const modelName = nameServedModel(model.row);
      const reply: TextReply<Body> = { request, model, modelName, nowMs, random };
      api.onAnswer?.(answer, reply, state);
      if (!request.isStream) {
        return context.json(api.encodeResponse(answer, reply), 200, vendorHeaders(model, random));
      }
      const stream = createStream(api.encodeStream(answer, reply), {
        frameDelayMs: script?.delayMs ?? config.tokenDelayMs,
      });
      const contentType = api.streamContentType?.(request) ?? "text/event-stream; charset=utf-8";
      return new Response(stream, {
        headers: {
          "content-type": contentType,
          "cache-control": "no-cache",
          "x-accel-buffering": "no",
        },
      });
    },
  };
}

/** What is left of the vendor's own headers: the relay copies those of whole answers. */
function vendorHeaders({ row, serving }: ServedTextModel, random: Random): Record<string, string> {
  if (serving === "converted") return {};
  const name = row.provider === "Anthropic" ? "request-id" : "x-request-id";
  return { [name]: `req_${random.text(24)}` };
}

/** The drawing with which an image model answers. */
function drawAnswer({ turns }: Conversation): AnswerPart {
  const prompt = turns[findRequestIndex(turns)]?.text ?? "";
  return { kind: "image", mediaType: "image/png", base64: drawPNG(prompt).toString("base64") };
}

function describeRequest<Body>(
  api: TextAPI<Body>,
  { conversation, isStream }: TextRequest<Body>,
): PreparedAnswer["request"] {
  const { turns, tools, modelId } = conversation;
  const requestIndex = findRequestIndex(turns);
  const isAsked = requestIndex === turns.length - 1;
  return {
    api: api.name,
    model: modelId,
    text: turns[requestIndex]?.text ?? "",
    tools: tools.map((tool) => tool.name),
    isStream,
    // A user message behind the request shows what a tool returned.
    hasToolResults: !isAsked && ["tool", "user"].includes(turns.at(-1)?.role ?? ""),
  };
}
