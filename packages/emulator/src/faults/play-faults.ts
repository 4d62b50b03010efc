import { APIError } from "../http/api-error.ts";
import { endExchange, type EmulatorContext } from "../http/exchange.ts";
import { serveWebsite, redirectToWebsite } from "../http/serve-wrong-path.ts";
import { sleep } from "../http/sleep.ts";
import { createErrorBody, createErrorFrame } from "./create-error-frame.ts";
import { disturbBody } from "./disturb-body.ts";
import type { Fault } from "./fault.ts";
import { serveOddity } from "./serve-oddity.ts";

const usualMessages: Readonly<Record<number, string>> = {
  401: "Invalid token",
  403: "access blocked or not allowed",
  404: "not found",
  408: "request timeout",
  429: "The upstream load of the current group is saturated, please try again later",
  500: "internal error of the upstream provider",
  502: "bad gateway",
  503: "service temporarily unavailable",
  504: "gateway timeout",
  524: "a timeout occurred",
};

// The relay's messages for these codes, from its source. Some exist in Chinese only.
const messagesByCode: Readonly<Record<string, string>> = {
  insufficient_user_quota: "用户额度不足, 剩余额度: ＄0.000000",
  pre_consume_token_quota_failed:
    "预扣费额度失败, 用户剩余额度: ＄0.000000, 需要预扣费额度: ＄0.012000",
  access_denied: "您的 IP 不在令牌允许访问的列表中",
  model_price_error:
    "模型的价格尚未由管理员配置，请联系站点管理员开启。；Model has not been priced by the administrator yet. Please contact the site administrator to enable this model.",
  empty_response: "empty response from upstream",
  do_request_failed: "do request failed",
};

/** Answers with the faults before, within or in place of the answer. */
export async function playFaults(
  context: EmulatorContext,
  faults: readonly Fault[],
  answer: () => Promise<Response>,
): Promise<Response> {
  for (const fault of faults) {
    const replaced = await playBefore(context, fault);
    if (replaced !== undefined) return replaced;
  }
  let response = await answer();
  // The other faults read from the content type whether the body has frames, so it is changed last.
  const ordered = faults.toSorted((left, right) => rankOnBody(left) - rankOnBody(right));
  for (const fault of ordered) response = playOnBody(context, fault, response, answer);
  return response;
}

/** Plays a fault that comes before the answer. Returns a response if that takes the answer's place. */
async function playBefore(context: EmulatorContext, fault: Fault): Promise<Response | undefined> {
  switch (fault.kind) {
    case "status": {
      throw toStatusError(fault);
    }
    case "delay": {
      await sleep(fault.milliseconds, context.req.raw.signal);
      return undefined;
    }
    case "html": {
      return serveWebsite(200);
    }
    case "redirect": {
      return redirectToWebsite();
    }
    case "oddity": {
      return serveOddity(context, fault.name);
    }
    case "reset": {
      endExchange(context.get("exchange"), "cut");
      const { incoming } = context.env;
      incoming?.socket.resetAndDestroy();
      // Nobody reads this after a reset. Without a socket (an app that is called directly) it takes the place of the reset.
      return new Response(null, { status: 502 });
    }
    default: {
      return undefined;
    }
  }
}

function rankOnBody({ kind }: Fault): number {
  return kind === "wrong-content-type" ? 1 : 0;
}

function playOnBody(
  context: EmulatorContext,
  fault: Fault,
  response: Response,
  answerAgain: () => Promise<Response>,
): Response {
  if (fault.kind === "wrong-content-type") {
    const headers = new Headers(response.headers);
    headers.set("content-type", "text/html; charset=utf-8");
    return new Response(response.body, { status: response.status, headers });
  }
  const { record, requestId } = context.get("exchange");
  const body = disturbBody(response, fault, {
    createErrorFrame: (message) =>
      createErrorFrame(context.req.path, `${message} (request id: ${requestId})`),
    createErrorBody: (message) =>
      createErrorBody(context.req.path, `${message} (request id: ${requestId})`),
    answerAgain,
    onCut: () => {
      record.outcome = "cut";
    },
    destroy: () => context.env.outgoing?.destroy(),
  });
  if (body === undefined) return response;
  const headers = new Headers(response.headers);
  headers.delete("content-length");
  return new Response(body, { status: response.status, headers });
}

function toStatusError(fault: Extract<Fault, { kind: "status" }>): APIError {
  const { status, retryAfterSeconds, retryAfterMs, code = "" } = fault;
  const message =
    fault.message ?? messagesByCode[code] ?? usualMessages[status] ?? `status ${status}`;
  const headers = {
    ...(retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) }),
    ...(retryAfterMs === undefined ? {} : { "retry-after-ms": String(retryAfterMs) }),
    ...(fault.isMislabelled === true ? { "content-type": "text/event-stream" } : {}),
  };
  return new APIError(message, { status, code, headers });
}
