import type { KnownModel, KnownModelType } from "../src/models/known-model.ts";
import type { ModelPrice } from "../src/models/model-price.ts";
import { resolveModelTraits } from "../src/models/resolve-model-traits.ts";

/** Where ids without a source of their own were seen. Nothing here was checked against the service. */
const SEEN = "CometAPI documentation and integrations that use it, read 2026-11";
const OBSERVED = "observed by a third party, 2026-08";
const ARTICLE = "CometAPI's blog, read 2026-11";

/** Almost every model has this ratio (observed 2026-08: 273 of 276). */
const RATIO = 0.8;

interface Facts {
  code?: string;
  /** What was charged for a million input and output tokens, in USD (observed 2026-08). */
  chargedUSD?: readonly [input: number, output: number];
  source?: string;
}

type Row = string | readonly [id: string, facts: Facts];

const CHAT: Readonly<Record<string, readonly Row[]>> = {
  OpenAI: [
    "gpt-6-astra",
    "gpt-6-sol",
    "gpt-5.6-sol",
    ["gpt-5.6-terra", { source: ARTICLE }],
    ["gpt-5.6-luna", { source: ARTICLE }],
    "gpt-5.5",
    "gpt-5.5-pro",
    "gpt-5.4",
    "gpt-5.4-mini",
    "gpt-5.4-pro",
    "gpt-5.2-chat-latest",
    "gpt-5.1",
    ["gpt-5", { chargedUSD: [1, 8] }],
    "gpt-5-mini",
    "gpt-5-nano",
    "gpt-5-chat-latest",
    "gpt-4.1",
    "gpt-4.1-mini",
    "gpt-4.1-nano",
    "gpt-4o",
    "gpt-4o-mini",
    "chatgpt-4o-latest",
    "gpt-4",
    "gpt-4-turbo",
    "gpt-3.5-turbo",
    "gpt-oss-20b",
    "gpt-oss-120b",
    "o3-2025-04-16",
    "o3-pro",
    "o3-pro-2025-06-10",
    "o4-mini-2025-04-16",
    "o1-pro",
  ],
  Anthropic: [
    ["claude-opus-5", { chargedUSD: [4, 20] }],
    "claude-opus-5-thinking",
    ["claude-sonnet-5", { chargedUSD: [1.6, 8] }],
    ["claude-fable-5", { chargedUSD: [8, 40] }],
    "claude-opus-4-8",
    "claude-opus-4-6",
    "claude-sonnet-4-6",
    "claude-sonnet-4-5",
    ["claude-haiku-4-5-20251001", { code: "claude-haiku-4-5", source: OBSERVED }],
    "claude-opus-4-1-20250805",
    "claude-opus-4-1-20250805-thinking",
    "claude-sonnet-4-20250514",
    "claude-sonnet-4-20250514-thinking",
    "claude-3-7-sonnet-latest",
    "claude-3-5-haiku-latest",
    "claude-3-opus-20240229",
  ],
  Google: [
    "gemini-3.5-flash",
    "gemini-3.1-pro-preview",
    "gemini-3-pro-preview",
    "gemini-3-flash",
    "gemini-3-flash-preview",
    "gemini-2.5-pro",
    "gemini-2.5-flash",
    "gemini-2.5-flash-lite",
    "gemini-2.0-flash",
  ],
  xAI: [
    ["grok-4.5", { code: "grok-4-5", chargedUSD: [1.6, 4.8] }],
    "grok-4.3",
    "grok-4-0709",
    "grok-4-fast-reasoning",
    "grok-4-fast-non-reasoning",
    "grok-3",
    "grok-3-mini",
  ],
  DeepSeek: [
    "deepseek-v4-pro",
    "deepseek-v4-flash",
    "deepseek-v3.2",
    "deepseek-v3.1",
    "deepseek-v3",
    "deepseek-r1-0528",
    "deepseek-chat",
    "deepseek-reasoner",
  ],
  Alibaba: [
    "qwen3-max-2026-01-23",
    "qwen3-235b-a22b",
    "qwen3-30b-a3b",
    ["qwen3-coder", { chargedUSD: [0.24, 0.96] }],
    "qwen3-coder-plus-2025-07-22",
    "qwen3.8-max",
  ],
  Moonshot: [["kimi-k3", { chargedUSD: [2.4, 12] }]],
  "Z.ai": ["glm-5.2", "glm-5.3"],
};

const OTHERS: readonly (readonly [KnownModelType, string, readonly Row[]])[] = [
  [
    "embedding",
    "OpenAI",
    ["text-embedding-3-small", "text-embedding-3-large", "text-embedding-ada-002"],
  ],
  ["image", "OpenAI", ["gpt-image-2", "gpt-image-1.5", "gpt-image-1", "dall-e-3"]],
  ["image", "Alibaba", ["qwen-image"]],
  [
    "image",
    "ByteDance",
    [
      "doubao-seedream-5-0-260128",
      "seedream-5-0-pro-260628",
      "seedream-4-0-250828",
      "bytedance-seedEdit-3.0-i2i",
      "doubao-seededit-3-0-i2i-250628",
    ],
  ],
  [
    "image",
    "Google",
    [
      "gemini-3-pro-image",
      "gemini-3-pro-image-preview",
      "gemini-3.1-flash-image-preview",
      "gemini-2.5-flash-image",
      "gemini-2.5-flash-image-preview",
    ],
  ],
  ["image", "Black Forest Labs", ["flux-schnell"]],
  ["speech", "OpenAI", ["tts-1", "gpt-4o-mini-tts"]],
  ["transcription", "OpenAI", ["whisper-1"]],
  ["other", "OpenAI", ["gpt-4o-realtime-preview-2025-06-03"]],
  ["video", "OpenAI", ["sora-2", "sora-2-all"]],
  ["video", "Google", ["veo3-fast", "omni-fast-v2v"]],
  ["video", "ByteDance", ["seedance-2-5"]],
  ["video", "Alibaba", ["happyhorse-1.1"]],
  ["video", "MiniMax", ["minimax-h3"]],
];

/** Every model that the sources name by a full id, with what they say about it. */
export function createSourcedModels(): KnownModel[] {
  return [
    ...Object.entries(CHAT).flatMap(([provider, rows]) =>
      rows.map((row) => createModel("chat", provider, row)),
    ),
    ...OTHERS.flatMap(([type, provider, rows]) =>
      rows.map((row) => createModel(type, provider, row)),
    ),
  ];
}

function createModel(type: KnownModelType, provider: string, row: Row): KnownModel {
  const [id, facts]: readonly [string, Facts] = typeof row === "string" ? [row, {}] : row;
  const { contextWindow, maxOutputTokens } = resolveModelTraits(id);
  const { code, chargedUSD } = facts;
  const isChat = type === "chat";
  return {
    id,
    code,
    type,
    provider,
    contextWindow: isChat ? contextWindow : undefined,
    maxOutputTokens: isChat ? maxOutputTokens : undefined,
    price: chargedUSD === undefined ? undefined : toVendorPrice(chargedUSD),
    source: facts.source ?? (chargedUSD === undefined ? SEEN : `${SEEN}; price ${OBSERVED}`),
  };
}

/** The price the catalogue would list for what was charged. */
function toVendorPrice([input, output]: readonly [number, number]): ModelPrice {
  const price = (charged: number) => Number((charged / RATIO).toFixed(6));
  return {
    inputUSDPerMillionTokens: price(input),
    outputUSDPerMillionTokens: price(output),
    ratio: RATIO,
  };
}
