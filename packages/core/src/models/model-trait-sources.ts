/**
 * The sources of the rows in the traits table, and when they were read. In a file of their own, so that they
 * are not loaded with the rows.
 */
export const MODEL_TRAIT_SOURCES = {
  "relay-source": "source of new-api, the relay behind CometAPI, commit afe16c64 of 2026-07-28",
  "cometapi-messages-documentation":
    "CometAPI documentation of Messages: for extended thinking, prompt caching and effort control",
  "cometapi-responses-documentation":
    "CometAPI documentation of Responses: for o-series, Pro and Codex models",
  "openai-in-general": "general behaviour of OpenAI's API; CometAPI does not state it",
  "cometapi-chat-documentation":
    "CometAPI documentation of Chat Completions: o-series and GPT-5.1 or later only",
  "openai-profiles": "model profiles in @langchain/openai 1.6.0, read 2026-11",
  "openai-catalogue": "model catalogue in @ai-sdk/openai 4.0.118, read 2026-11",
  "openai-model-pages": "OpenAI's model pages of GPT-4 Turbo and GPT-4 Turbo Preview, read 2026-11",
  "crewai-6357": "crewAI pull request 6357; midscene issue 259",
  "openai-node-439": "openai-node issue 439; genkit-plugins issue 53",
  "cometapi-quickstart": "CometAPI quickstart: families that use completion-token budgets",
  "smolagents-1893": "smolagents issue 1893 and pull request 1868; LiteLLM pull request 28650",
  "gpt-oss-model-card": "OpenAI's model card of gpt-oss, 2025-08",
  "bundled-figures": "LobeChat's and ragflow's model tables for CometAPI, read 2026-11",
  "observed-by-many":
    "observed by third parties, 2026-06 and 2026-08; LiteLLM strips cache_control too",
  "anthropic-profiles": "model profiles in @langchain/anthropic 1.5.11, read 2026-11",
  "new-api-5122": "new-api issue 5122; MCP-Universe issue 49; opencode issue 1644",
  "anthropic-catalogue": "model catalogue in @ai-sdk/anthropic 4.0.105, read 2026-11",
  "anthropic-adaptive-thinking":
    "Anthropic's and Amazon Bedrock's guides to adaptive thinking, read 2026-11",
  "anthropic-prefill":
    "Anthropic's notes on Claude Opus 4.6 and its error page, by several migration guides, read 2026-11",
  "anthropic-structured-outputs":
    "Anthropic's guide to structured outputs, general on its API and on Bedrock, read 2026-11",
  "anthropic-opus-5-5": "Anthropic's notes on Claude Opus 5.5, read 2026-11",
  "opencode-claude-bridge-1":
    "opencode-claude-bridge pull request 1, checked against Anthropic's API 2026-03",
  "openrouter-profiles": "model profiles in @langchain/openrouter 0.4.11, read 2026-11",
  "openrouter-catalogue":
    "input_modalities of gpt-4o-audio-preview and gpt-audio in OpenRouter's catalogue, 2026-03",
  "observed-2026-08": "observed by a third party, 2026-08",
  "cometapi-gemini-documentation":
    "CometAPI documentation of Gemini: thinkingLevel from MINIMAL to HIGH",
  "google-thinking-guides":
    "Google's guides to thinking in the Gemini API and in Google Cloud, read 2026-11",
  "google-signature-guide": "Google's guide to thought signatures, read 2026-11",
  "google-catalogue": "model catalogue in @ai-sdk/google 4.0.121, read 2026-11",
  "xai-reasoning-guide": "xAI's reasoning guide, read 2026-11",
  "pi-1048": "pi issue 1048 (DeepSeek); openclaw issue 22710 (Qwen); agno issue 6697 (Doubao)",
  "llm-exe-662": "llm-exe issue 662, run live 2026-07; inspect_ai issue 4916",
  "deepseek-reasoning-guide": "DeepSeek's reasoning guide, read 2026-11",
  "opencode-24124-openhands-353":
    "opencode issue 24124; OpenHands benchmarks issue 353; crewAI issue 5878",
  "deepseek-v3-1376":
    "DeepSeek-V3 issue 1376 and LiteLLM pull request 42475, both run live, 2026-08 and 2026-09",
  "deepseek-v4-guide": "guide to DeepSeek V4 Pro 0813 on dev.to, 2026-08",
  "opencode-27796": "opencode issue 27796; AIHubMix migration guide for Kimi K3.1, 2026-10",
  "opencode-24124-vercel-14740": "opencode issue 24124; vercel/ai pull request 14740",
  "kimi-k3-migration-guide": "AIHubMix migration guide for Kimi K3.1, 2026-10",
  "opencode-24803": "opencode issue 24803",
  "glm-guide": "AIHubMix guide for GLM-5.3, run live 2026-08",
  "novita-thinking-guide": "Novita's interleaved thinking guide, 2025-12",
  "openai-parallel-tool-calls":
    "langchain issue 29704 (o3-mini); fast-agent issue 279 (o4-mini); open-swe pull request 628 (o3)",
  "openai-search-previews": "NextChat issue 6569; vercel/ai pull request 5647; ruby_llm issue 155",
  "new-api-openai": "new-api at commit afe16c64 of 2026-07-28 [S]: relay/channel/openai/adaptor.go",
  "new-api-claude":
    "new-api at commit afe16c64 of 2026-07-28 [S]: relayconvert/internal/oai_chat/to_claude_messages_req.go; what Claude makes of it [INF]",
  "new-api-gemini":
    "new-api at commit afe16c64 of 2026-07-28 [S]: relayconvert/internal/oai_chat/to_gemini_chat_req.go; the effort unless an operator enabled its adapter [S-set]",
  "new-api-ali": "new-api at commit afe16c64 of 2026-07-28 [S]: relay/channel/ali/text.go",
  "new-api-zhipu": "new-api at commit afe16c64 of 2026-07-28 [S]: the channel Zhipu v4",
  "new-api-mistral": "new-api at commit afe16c64 of 2026-07-28 [S]: the channel Mistral",
  "new-api-perplexity": "new-api at commit afe16c64 of 2026-07-28 [S]: the channel Perplexity",
  "qwen-model-cards": "model cards of Qwen3: TopP 0.8 without thinking, 0.95 with it",
} as const;
