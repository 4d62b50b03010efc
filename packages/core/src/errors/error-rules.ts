import type { CometAPIErrorCode } from "./comet-api-error.ts";

/** One row of {@link ERROR_RULES}. Every member of `when` must match. */
export interface ErrorRule {
  code: CometAPIErrorCode;
  when: {
    status?: readonly number[];
    /** Matched against the body's `code` and against its `type`: vendors use either. */
    name?: RegExp;
    message?: RegExp;
    /** The response says how long to wait. */
    hasRetryAfter?: true;
  };
  /** A sentence that is added to the message, with what the server's words leave out. */
  hint?: string;
}

/**
 * A request that is longer than the model's window, in the words of OpenAI, Anthropic, Bedrock, xAI, Google,
 * DeepSeek, Groq, Mistral and OpenRouter; then Kimi ("exceeded model token limit: 262144", "Input token
 * length too long": platform.kimi.ai, kimi-cli#2011), Qwen ("Range of input length should be [1, 983616]":
 * qwen-code#98), GLM ("Prompt exceeds max length": code 1261), Doubao ("Total tokens of image and text exceed
 * max message tokens": Volcengine error table), MiniMax ("context window exceeds limit"), llama.cpp ("exceeds
 * the available context size"), LM Studio ("greater than the context length"), Ollama ("exceeded max context
 * length"), Together ("longer than the model's context length"). A `max_tokens` above a model's maximum does
 * not count: a shorter conversation would not help.
 *
 * The gaps in the pattern are limited: without a limit, matching a long message takes quadratic time.
 */
const CONTEXT_COMPLAINT =
  /maximum context length|context (?:window|length|limit)[^.]{0,80}(?:exceed|limit|small)|exceed(?:s|ed)? (?:the |max )?(?:model's )?(?:maximum )?context|prompt (?:is )?too long|prompt exceeds max|input is too long|input (?:token )?length too long|too many (?:input )?tokens|maximum prompt length|input token count[^.]{0,80}exceeds|input tokens exceed|reduce the length of the (?:messages|input|prompt)|exceeded model token limit|range of input length should be|exceed max message tokens|exceeds the available context size|(?:greater|longer) than the (?:model's )?context length|maximum allowed input length|(?:超过|超出)[^。]{0,20}(?:上下文|最大长度)|上下文长度|输入(?:内容)?(?:过长|超长)/i;

/**
 * What an error means. The first row that matches decides: exact names first, then words, then names that
 * say little, then statuses. So the two statuses with which CometAPI answers a wrong request are recognized
 * before the general rule for the status. A comment in each row has its reason and source. These are
 * comments so that they are not loaded at run time.
 */
export const ERROR_RULES: readonly ErrorRule[] = [
  // ── Names that say exactly what is wrong ──────────────────────────────────────────────────────────
  {
    // CometAPI answers an unknown model id with 503 and the first (observed 2026-06). `model_price_error`:
    // new-api, a model nobody priced. Then Volcengine's names and GLM's number.
    code: "model-not-found",
    when: {
      name: /^(?:model_not_(?:found|exist|supported)|model_price_error|ModelNotOpen|UnsupportedModel|InvalidEndpointOrModel(?:\.\w+)*|1211)$/i,
    },
  },
  {
    // new-api sends the first and `pre_consume…` with 403; OpenAI sends `insufficient_quota` with 429. Kimi's
    // type with 429, Alibaba's Arrearage with 400, Volcengine's with 403 and 429 (their error tables). By
    // number: GLM 1113, MiniMax 1008, Kling 1101 and 1102.
    code: "insufficient-balance",
    when: {
      name: /^(?:insufficient_(?:user_quota|quota|balance|credits|funds)|billing_hard_limit_reached|exceeded_current_quota_error|arrearage|AccountOverdueError|QuotaExceeded|1113|1008|1101|1102)$/i,
    },
  },
  {
    // new-api sets the price of the prompt and of the whole output limit aside before it asks the vendor
    // (its pre-consume step).
    code: "insufficient-balance",
    when: { name: /^pre_consume_token_quota_failed$/i },
    hint: "The price of the whole output limit is set aside before the answer: a lower limit may be affordable.",
  },
  {
    // OpenAI; llama.cpp's type; z.ai; Volcengine; GLM's number (hermes-agent#1877).
    code: "context-overflow",
    when: {
      name: /^(?:context_length_exceeded|string_above_max_length|(?:model_)?context_window_exceeded|exceed_context_size_error|OutofContextError|1261)$/i,
    },
  },
  {
    // OpenAI, Azure and new-api (sensitive_words_detected with 500; prompt_blocked; violation_fee… for Grok),
    // Alibaba, Kimi (its type with 400), Volcengine's family InputTextSensitiveContentDetected,
    // OutputImageRiskDetection … By number: GLM and Kling 1301, MiniMax 1026 and 1027.
    code: "content-filter",
    when: {
      name: /^(?:content_policy_violation|content_filter(?:_error)?|sensitive_words_detected|prompt_blocked|data_?inspection_?failed|moderation_blocked|ResponsibleAIPolicyViolation|violation_fee\.[\w.]+|(?:Input|Output)?(?:Text|Image|Video|Audio)?(?:SensitiveContentDetected|RiskDetection)(?:\.\w+)*|1301|1026|1027)$/i,
    },
  },
  {
    // OpenAI: a parameter the model refuses. The message names the model, so it looks like that of an unknown model.
    code: "invalid-request",
    when: {
      name: /^(?:unsupported_(?:parameter|value)|missing_required_parameter|invalid_value|unknown_parameter|task_not_exist|bad_request_body|api_not_implemented)$/i,
    },
  },
  {
    // new-api: all channels of a model failed in turn (`get_channel_failed`, with 500). Kimi's type with 429.
    // Volcengine's, of which the second comes while a model starts, with 429.
    code: "overloaded",
    when: {
      name: /^(?:get_channel_failed|engine_overloaded_error|ModelLoading|ServerOverloaded)$/i,
    },
  },

  // ── Words, where a name is missing or says nothing ────────────────────────────────────────────────
  {
    // new-api for a path it does not have.
    code: "base-url",
    when: { message: /^Invalid URL \([A-Z]+ \// },
    hint: "Check `baseURL`.",
  },
  {
    // The relay's words for a model it has no channel or price for, in both its languages (observed 2026-02
    // and 2026-08; new-api); the vendors' for one they do not know (DeepSeek: "Model Not Exist", Kimi: "Not
    // found the model").
    code: "model-not-found",
    when: {
      message:
        /no available channel|无可用渠道|has not been priced|价格尚未由管理员配置|模型不存在|model not exist|not found the model|\bmodels?\s+[`'"]?[\w./:@-]{1,120}[`'"]?[^.\n]{0,60}(?:does not exist|not found|not supported)|unsupported model|not supported model|is not a valid model/i,
    },
  },
  {
    // Google says "exceeded your current quota" also for requests per minute, and then says how long to wait.
    code: "rate-limit",
    when: { message: /exceeded your current quota[^]{0,1500}(?:per ?minute|retry in)/i },
  },
  {
    // The same, where the message itself does not say how long to wait.
    code: "rate-limit",
    when: { name: /^resource_exhausted$/i, hasRetryAfter: true },
  },
  {
    // Upstream vendors' messages for an empty account, passed on by relays, and new-api's own. Before 2026-04
    // new-api used it with 401 for a used-up key (额度已用尽). Alibaba asks for an "account in good standing".
    code: "insufficient-balance",
    when: {
      message:
        /insufficient (?:user |account )?(?:quota|balance|credits?|funds)|exceeded your current quota|credit balance is too low|balance (?:is )?not enough|quota is not enough|out of credits|overdue balance|in arrears|account is in good standing|额度不足|余额不足|额度已用尽|预扣费额度失败|欠费/i,
    },
  },
  {
    // Bedrock's ThrottlingException: "Too many tokens, please wait before trying again."
    code: "rate-limit",
    when: { message: /please wait before trying again|throttl(?:ed|ing)/i },
  },
  {
    // With this status, too many tokens means too many tokens per minute.
    code: "rate-limit",
    when: { status: [429], message: CONTEXT_COMPLAINT },
  },
  {
    code: "context-overflow",
    when: { message: CONTEXT_COMPLAINT },
  },
  {
    // DeepSeek ("Content Exists Risk", with the code invalid_request_error), Kimi ("considered high risk"),
    // GLM and Alibaba ("sensitive", "inappropriate content"), Volcengine ("sensitive information"), MiniMax
    // ("input new_sensitive"), Azure ("content management policy"), OpenAI's images ("our safety system"),
    // new-api for Gemini ("request blocked by Gemini API").
    code: "content-filter",
    when: {
      message:
        /content exists risk|considered high risk|new_sensitive|sensitive (?:content|information|words?)|inappropriate content|potentially unsafe|content[ _](?:management )?policy|(?:usage|safety) policy|safety (?:system|filters?|checks?|reasons|guidelines)|\bmoderat(?:ed|ion)\b|(?:request|prompt|content) (?:was |has been )?blocked by|violat(?:es|ed|ing) [^.]{0,40}(?:our|content|usage|safety|community) (?:policy|policies|guidelines)|敏感(?:内容|信息|词)|内容(?:安全|审核|违规)|违规内容/i,
    },
  },
  {
    // The relay's own limit and a vendor's, in Chinese (new-api; one-api#1061), and the vendors' words of the
    // same (Baidu: "Open api daily request limit reached"): they come inside streams too.
    code: "rate-limit",
    when: {
      message:
        /负载已饱和|(?:总)?请求数限制|请求过于频繁|访问过于频繁|并发(?:数)?(?:超|过|已达)|(?:rate|request) limit (?:reached|exceeded)|too many requests/i,
    },
  },
  {
    // What was not found is not a model: a task, a stored file, an earlier answer.
    code: "invalid-request",
    when: {
      status: [404],
      message:
        /\b(?:task|video|file|response|conversation|container|item|job|batch|voice)s?\b[^.\n]{0,100}(?:not found|not exist|no longer)/i,
    },
  },
  {
    // new-api's convert_request_failed on Messages, where Anthropic's errors have no place for a code.
    code: "invalid-request",
    when: { status: [500], message: /^not (?:implemented|available)(?: \(request id|\.?$)/i },
  },
  {
    // The wrong request that CometAPI answers with 500, without its code (observed 2026-06); with new-api's
    // words for other fields.
    code: "invalid-request",
    when: {
      status: [500, 503],
      message:
        /^(?:field \w+|model(?: name)?|input|prompt|messages|contents) (?:is|are) required|^max_tokens is invalid|^model name not specified|未指定模型名称/i,
    },
  },

  // ── Names that say only that the request is wrong ─────────────────────────────────────────────────
  {
    // CometAPI answers a missing field with 500 and invalid_request (documentation).
    code: "invalid-request",
    when: {
      name: /^(?:invalid_request(?:_error)?|convert_request_failed|invalid_?parameter(?:_error)?(?:\.\w+)*|MissingParameter(?:\.\w+)*|invalid_api_type|count_token_failed|1210|1214)$/i,
    },
  },

  // ── Statuses ──────────────────────────────────────────────────────────────────────────────────────
  {
    // new-api's one answer since 2026-04 for a key that is unknown, disabled, expired or used up.
    code: "authentication",
    when: { status: [401], message: /^(?:invalid token|无效的令牌)/i },
    hint: "The key is unknown, disabled, expired or used up: CometAPI answers the same for all four.",
  },
  {
    // Wrong or missing key.
    code: "authentication",
    when: { status: [401] },
  },
  {
    // Payment required.
    code: "insufficient-balance",
    when: { status: [402] },
  },
  {
    // The key may not use this model, address or account (documentation).
    code: "permission",
    when: { status: [403] },
  },
  {
    // Unknown model or endpoint.
    code: "model-not-found",
    when: { status: [404] },
  },
  {
    // Xiaomi MiMo: content moderation (its error table).
    code: "content-filter",
    when: { status: [421] },
  },
  {
    // The request itself is wrong. A retry cannot help.
    code: "invalid-request",
    when: { status: [400, 405, 406, 410, 411, 413, 414, 415, 416, 422, 431] },
  },
  {
    // Too many requests or tokens for now.
    code: "rate-limit",
    when: { status: [429] },
  },
  {
    // The server gave up on the request.
    code: "timeout",
    when: { status: [408] },
  },
  {
    // No capacity at the moment.
    code: "overloaded",
    when: { status: [503, 529] },
  },
  {
    // Platform or vendor failure that may pass (documentation), and Cloudflare's words for a server behind it
    // that fails, refuses, is slow or cannot be found: 520 to 524 and 530 (its documentation).
    code: "server",
    when: { status: [409, 500, 502, 504, 520, 521, 522, 523, 524, 530] },
  },

  // ── Names of errors inside a 200 stream, which have no status of their own ────────────────────────
  {
    // Anthropic, OpenAI, Google, Alibaba, Volcengine, Kimi.
    code: "authentication",
    when: {
      name: /^(?:(?:invalid_)?authentication_?error|(?:invalid|incorrect)_?api_?key(?:_error)?|unauthenticated)$/i,
    },
  },
  {
    // Anthropic, Google, new-api, Alibaba and Volcengine.
    code: "permission",
    when: { name: /^(?:permission_(?:error|denied)|access_?denied(?:\.\w+)*)$/i },
  },
  {
    // OpenAI, Anthropic, Google, Alibaba (Throttling.RateQuota, limit_requests), Volcengine, Baidu
    // (rpm_rate_limit_exceeded), Kimi. By number: GLM and Kling 1302, 1303 and 1305.
    code: "rate-limit",
    when: {
      name: /rate_?limit|too_?many_?requests|resource_exhausted|throttling|^limit_(?:requests|burst_rate)$|^130[235]$/i,
    },
  },
  {
    // Anthropic and Google.
    code: "overloaded",
    when: { name: /overloaded|unavailable/i },
  },
  {
    // Alibaba, Google, OpenAI.
    code: "timeout",
    when: { name: /^(?:request_?time_?out|timeout(?:_error)?|deadline_exceeded)$/i },
  },
  {
    // Google and OpenAI.
    code: "invalid-request",
    when: { name: /^(?:invalid_argument|failed_precondition|bad_?request(?:_?error)?)$/i },
  },
];
