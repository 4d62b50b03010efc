import { describe, expect, it } from "vitest";
import { classifyError, impliedStatus } from "./classify-error.ts";
import { ERROR_RULES } from "./error-rules.ts";
import { toCometAPIError } from "./to-comet-api-error.ts";

const QUOTA = "You exceeded your current quota, please check your plan and billing details.";

function errorFrom(status: number, body: unknown, headers: Record<string, string> = {}) {
  return toCometAPIError({ status, headers, body: JSON.stringify(body) });
}

function classOf(
  status: number | undefined,
  parts: { message?: string; code?: string; type?: string },
) {
  const nothing = { message: undefined, code: undefined, type: undefined, param: undefined };
  return classifyError(status, { ...nothing, status: undefined, ...parts });
}

describe("the class of an error", () => {
  it.each([
    [401, {}, "authentication"],
    [402, {}, "insufficient-balance"],
    [403, {}, "permission"],
    [403, { code: "insufficient_user_quota" }, "insufficient-balance"],
    [403, { message: "user quota: 余额不足" }, "insufficient-balance"],
    [404, {}, "model-not-found"],
    [400, { message: "model x has not been priced by the administrator yet" }, "model-not-found"],
    [400, { message: "This model's maximum context length is 8192 tokens" }, "context-overflow"],
    [400, { message: "prompt is too long: 210000 tokens > 200000 maximum" }, "context-overflow"],
    [400, { code: "context_length_exceeded" }, "context-overflow"],
    [429, { message: "Too many tokens, please wait before trying again." }, "rate-limit"],
    [undefined, { message: "Too many tokens, please wait before trying again." }, "rate-limit"],
    [400, { message: "ThrottlingException: Rate exceeded" }, "rate-limit"],
    [429, { message: "too many tokens" }, "rate-limit"],
    [400, { message: "too many tokens" }, "context-overflow"],
    [429, { message: `${QUOTA} Please retry in 26.3s.` }, "rate-limit"],
    [429, { message: `${QUOTA} Quota: GenerateRequestsPerMinutePerProject` }, "rate-limit"],
    [429, { message: QUOTA }, "insufficient-balance"],
    [
      429,
      { message: `${QUOTA} Retry in 3 s.`, code: "insufficient_quota" },
      "insufficient-balance",
    ],
    [400, { code: "content_policy_violation" }, "content-filter"],
    [500, { code: "sensitive_words_detected" }, "content-filter"],
    [500, { code: "invalid_request" }, "invalid-request"],
    [500, { message: "field messages is required" }, "invalid-request"],
    [503, { code: "model_not_found" }, "model-not-found"],
    [418, {}, "invalid-request"],
    [507, {}, "server"],
    [undefined, { type: "authentication_error" }, "authentication"],
    [undefined, { type: "permission_error" }, "permission"],
    [undefined, { type: "invalid_request_error" }, "invalid-request"],
    [undefined, { type: "rate_limit_error" }, "rate-limit"],
    [undefined, { code: "RESOURCE_EXHAUSTED" }, "rate-limit"],
    [undefined, { type: "overloaded_error" }, "overloaded"],
    [undefined, { code: "UNAVAILABLE" }, "overloaded"],
    [undefined, {}, "server"],
  ])("of status %s with %j is %s", (status, parts, code) => {
    expect(classOf(status, parts).code).toBe(code);
  });

  it.each([
    [
      400,
      "Invalid request: Your request exceeded model token limit: 262144 (requested: 269030)",
      "Kimi",
    ],
    [400, "Input token length too long", "Kimi"],
    [
      400,
      "<400> InternalError.Algo.InvalidParameter: Range of input length should be [1, 983616]",
      "Qwen",
    ],
    [400, "Prompt exceeds max length", "GLM"],
    [
      400,
      "API 调用参数有误，请检查文档。Request 182387 input tokens exceeds the model's maximum context length 202750",
      "GLM",
    ],
    [400, "Total tokens of image and text exceed max message tokens. Request id: 02", "Doubao"],
    [400, "invalid params, context window exceeds limit (2013)", "MiniMax"],
    [400, "the request exceeds the available context size, try increasing it", "llama.cpp"],
    [400, "The number of tokens to keep is greater than the context length", "LM Studio"],
    [400, "prompt too long; exceeded max context length by 12 tokens", "Ollama"],
    [
      400,
      "The input (210000 tokens) is longer than the model's context length (200000 tokens).",
      "Together",
    ],
    [
      400,
      "input length and `max_tokens` exceed context limit: 90402 + 116650 > 204648",
      "Anthropic",
    ],
    [400, "Input tokens exceed the configured limit of 922000 tokens.", "OpenAI"],
    [413, "Prompt is too long", "Bedrock"],
  ])("with %i and %j is an overflow (%s)", (status, message, _vendor) => {
    expect(classOf(status, { message }).code).toBe("context-overflow");
  });

  it.each([
    "Range of max_tokens should be [1, 8192]",
    "The parameter `max_tokens` specified in the request are not valid: integer above maximum value, expected a value <= 12288, but got 16384 instead.",
    "image size exceeds the limit of 10 MB",
  ])(
    "with 400 and %j is a wrong request, which a shorter conversation would not mend",
    (message) => {
      expect(classOf(400, { message }).code).toBe("invalid-request");
    },
  );

  it.each([
    [400, { message: "Content Exists Risk", code: "invalid_request_error" }, "DeepSeek"],
    [
      400,
      {
        message: "The request was rejected because it was considered high risk",
        type: "content_filter",
      },
      "Kimi",
    ],
    [400, { message: "系统检测到输入或生成内容可能包含不安全或敏感内容", code: "1301" }, "GLM"],
    [
      400,
      {
        message: "The request failed because the input text may contain sensitive information.",
        code: "InputTextSensitiveContentDetected",
      },
      "Doubao",
    ],
    [400, { message: "x", code: "OutputImageSensitiveContentDetected" }, "Doubao"],
    [400, { message: "x", code: "SensitiveContentDetected.SevereViolation" }, "Doubao"],
    [400, { message: "x", code: "InputTextRiskDetection" }, "Doubao"],
    [
      400,
      { message: "Output data may contain inappropriate content.", code: "DataInspectionFailed" },
      "Qwen",
    ],
    [undefined, { message: "input new_sensitive", code: "1026" }, "MiniMax"],
    [
      400,
      {
        message: "Your request was rejected as a result of our safety system.",
        code: "moderation_blocked",
      },
      "OpenAI",
    ],
    [
      400,
      {
        message:
          "The response was filtered due to the prompt triggering Azure OpenAI's content management policy.",
      },
      "Azure",
    ],
    [
      400,
      { message: "request blocked by Gemini API: PROHIBITED_CONTENT", code: "prompt_blocked" },
      "new-api",
    ],
    [421, { message: "blocked" }, "MiMo"],
  ])("with %s and %j is the content filter's (%s)", (status, parts, _vendor) => {
    expect(classOf(status, parts)).toMatchObject({ code: "content-filter", isRetryable: false });
  });

  it("is a rate limit where a policy of rates is violated", () => {
    expect(classOf(429, { message: "violates the rate limit policy" }).code).toBe("rate-limit");
    expect(classOf(400, { message: "Content violates usage guidelines." }).code).toBe(
      "content-filter",
    );
  });

  it("is not the content filter's for every word that looks like it", () => {
    expect(classOf(400, { message: "tool names are case sensitive" }).code).toBe("invalid-request");
  });

  it.each([
    [403, { message: "用户额度不足, 剩余额度: ＄0.00" }, "new-api"],
    [403, { message: "预扣费额度失败, 用户剩余额度: ¥0.23, 需要预扣费额度: ¥0.29" }, "new-api"],
    [401, { message: "该令牌额度已用尽 TokenStatusExhausted[sk-abc]" }, "new-api before 2026-04"],
    [402, { message: "Insufficient Balance", type: "unknown_error" }, "DeepSeek"],
    [
      429,
      {
        message: "Your account is suspended due to insufficient balance",
        type: "exceeded_current_quota_error",
      },
      "Kimi",
    ],
    [429, { message: "余额不足或无可用资源包,请充值。", code: "1113" }, "GLM"],
    [
      400,
      {
        message: "Access denied, please make sure your account is in good standing.",
        code: "Arrearage",
      },
      "Qwen",
    ],
    [
      403,
      {
        message: "The request failed because your account has an overdue balance.",
        code: "AccountOverdueError",
      },
      "Doubao",
    ],
    [undefined, { message: "insufficient balance", code: "1008" }, "MiniMax"],
    [429, { message: "Account balance not enough", code: "1102" }, "Kling"],
  ])("with %s and %j is an empty account (%s)", (status, parts, _vendor) => {
    expect(classOf(status, parts)).toMatchObject({
      code: "insufficient-balance",
      isRetryable: false,
    });
  });

  it.each([
    [503, { message: "分组 default 下模型 x 无可用渠道（distributor）" }, "model-not-found", false],
    [
      400,
      { message: "模型 x 的价格尚未由管理员配置", code: "model_price_error" },
      "model-not-found",
      false,
    ],
    [400, { message: "Model Not Exist", code: "invalid_request_error" }, "model-not-found", false],
    [
      404,
      { message: "The model `gpt-4.1-x` does not exist or you do not have access to it." },
      "model-not-found",
      false,
    ],
    [
      500,
      { message: "分组 default 下模型 x 的可用渠道不存在（retry）", code: "get_channel_failed" },
      "overloaded",
      true,
    ],
    [
      429,
      { message: "The engine is currently overloaded", type: "engine_overloaded_error" },
      "overloaded",
      true,
    ],
    [429, { message: "当前分组上游负载已饱和，请稍后再试" }, "rate-limit", true],
    [
      undefined,
      { message: "当前分组上游负载已饱和，请稍后再试", type: "upstream_error" },
      "rate-limit",
      true,
    ],
    [undefined, { message: "x", code: "1302" }, "rate-limit", true],
    [undefined, { message: "x", code: "Throttling.RateQuota" }, "rate-limit", true],
    [
      429,
      {
        message: "Allocated quota exceeded, please increase your quota limit.",
        code: "Throttling.AllocationQuota",
      },
      "rate-limit",
      true,
    ],
    [404, { message: "Invalid URL (POST /v2/chat/completions)" }, "base-url", false],
    [404, { message: "Video with id 'video_1' not found" }, "invalid-request", false],
    [400, { message: "task_not_exist", code: "task_not_exist" }, "invalid-request", false],
    [
      501,
      { message: "API not implemented", code: "api_not_implemented" },
      "invalid-request",
      false,
    ],
    [
      400,
      {
        message: "Unsupported parameter: the model gpt-5 with top_p is not supported",
        code: "unsupported_parameter",
      },
      "invalid-request",
      false,
    ],
    [500, { message: "model is required" }, "invalid-request", false],
    [520, {}, "server", true],
    [521, {}, "server", true],
    [522, {}, "server", true],
    [530, {}, "server", true],
    [525, {}, "server", false],
    [
      403,
      { message: "您的 IP 不在令牌允许访问的列表中", code: "access_denied" },
      "permission",
      false,
    ],
    [403, { message: "This token has no access to model x" }, "permission", false],
  ])("of status %s with %j is %s (retryable: %s)", (status, parts, code, isRetryable) => {
    expect(classOf(status, parts)).toMatchObject({ code, isRetryable });
  });

  describe("of Google's exhausted quota", () => {
    const error = { code: 429, message: QUOTA, status: "RESOURCE_EXHAUSTED" };
    const passing = { code: "rate-limit", isRetryable: true, retryAfterMs: 26_000 };

    it("is a rate limit where a header says how long to wait", () => {
      expect(errorFrom(429, { error }, { "retry-after": "26" })).toMatchObject(passing);
    });

    it("is a rate limit where its details say how long to wait", () => {
      const details = [
        { "@type": "type.googleapis.com/google.rpc.QuotaFailure" },
        { "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay: "26s" },
      ];
      expect(errorFrom(429, { error: { ...error, details } })).toMatchObject(passing);
    });

    it("is an empty account where nothing says that waiting helps", () => {
      expect(errorFrom(429, { error })).toMatchObject({ code: "insufficient-balance" });
    });
  });

  it("is decided by at least one condition in every row", () => {
    for (const { when } of ERROR_RULES) expect(Object.keys(when)).not.toEqual([]);
  });
});

it.each([
  ["authentication_error", 401],
  ["insufficient_quota", 402],
  ["permission_error", 403],
  ["model_not_found", 404],
  ["invalid_request_error", 400],
  ["context_length_exceeded", 400],
  ["content_policy_violation", 400],
  ["timeout_error", 408],
  ["rate_limit_error", 429],
  ["overloaded_error", 503],
  ["whatever_else", 500],
])("an error within a stream that names %s has the status %i", (type, status) => {
  expect(impliedStatus(classOf(undefined, { type }).code)).toBe(status);
});

it("an error whose cause is not the server's has no status", () => {
  expect(impliedStatus("stream-interrupted")).toBeUndefined();
});

it("what no row describes is asked again only where it came inside a good answer", () => {
  expect(classOf(418, {}).isRetryable).toBe(false);
  expect(classOf(507, {}).isRetryable).toBe(false);
  expect(classOf(undefined, {}).isRetryable).toBe(true);
});
