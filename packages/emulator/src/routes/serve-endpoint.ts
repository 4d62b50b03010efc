import { isJsonObject } from "../engine/conversation.ts";
import { chooseFaults, faultHeader, oddityHeader } from "../faults/choose-faults.ts";
import type { FaultPlan } from "../faults/fault.ts";
import { playFaults } from "../faults/play-faults.ts";
import { APIError } from "../http/api-error.ts";
import type { EmulatorContext } from "../http/exchange.ts";
import { sleep } from "../http/sleep.ts";
import type { ScriptedAnswer } from "../scripting/reply.ts";
import type { ScriptedRequest } from "../scripting/scripted-request.ts";

/** A checked request that only waits to be answered. */
export interface PreparedAnswer {
  /** The request as scripts see it, but for its body. */
  request: Omit<ScriptedRequest, "body">;
  /** Answers, with what a script made up if it did. */
  respond: (script?: ScriptedAnswer) => Response | Promise<Response>;
}

/**
 * Answers one request of the API: the faults it is to meet, then its checks, then a script that fits or the
 * emulator's own answer.
 */
export function serveEndpoint(
  context: EmulatorContext,
  body: unknown,
  modelId: unknown,
  prepare: () => PreparedAnswer | Promise<PreparedAnswer>,
): Promise<Response> {
  const { config, state, record } = context.get("exchange");
  return playPlannedFaults(context, modelId, async () => {
    const prepared = await prepare();
    const reply = await state.scripts.find({
      ...prepared.request,
      body: isJsonObject(body) ? body : {},
    });
    if (reply instanceof Response) return reply;
    if (reply?.kind === "fault") {
      record.fault = reply.label;
      return playFaults(context, reply.faults, async () => prepared.respond());
    }
    await sleep(config.latencyMs, context.req.raw.signal);
    return prepared.respond(reply);
  });
}

/** Answers a request that only looks something up, which no script answers: the faults it is to meet, then its answer. */
export function serveLookup(
  context: EmulatorContext,
  answer: () => Response,
  modelId?: string,
): Promise<Response> {
  return playPlannedFaults(context, modelId, async () => {
    await sleep(context.get("exchange").config.latencyMs, context.req.raw.signal);
    return answer();
  });
}

function playPlannedFaults(
  context: EmulatorContext,
  modelId: unknown,
  answer: () => Promise<Response>,
): Promise<Response> {
  const plan = planFaults(context, modelId);
  if (plan !== undefined) context.get("exchange").record.fault = plan.label;
  return playFaults(context, plan?.faults ?? [], answer);
}

function planFaults(context: EmulatorContext, modelId: unknown): FaultPlan | undefined {
  const { config, faultRandom } = context.get("exchange");
  const oddity = context.req.header(oddityHeader);
  if (oddity !== undefined) {
    return { faults: [{ kind: "oddity", name: oddity }], label: `oddity ${oddity}` };
  }
  try {
    return chooseFaults(
      context.req.header(faultHeader) ?? null,
      typeof modelId === "string" ? modelId : undefined,
      config.faultPolicy,
      faultRandom,
    );
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new APIError(`${faultHeader}: ${message}`, { status: 400, type: "emulator_error" });
  }
}
