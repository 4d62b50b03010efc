import { expect, it } from "vitest";
import { createModelsDevFiles } from "./create-models-dev-files.ts";

const price = { inputUSDPerMillionTokens: 5, outputUSDPerMillionTokens: 25, ratio: 0.8 };

it("writes what CometAPI charges for a model that models.dev lists under its vendor", () => {
  const files = createModelsDevFiles([
    { id: "claude-opus-5", type: "chat", provider: "Anthropic", price, source: "made" },
  ]);
  const entry = files.get("providers/cometapi/models/claude-opus-5.toml");
  expect(entry).toContain('base_model = "anthropic/claude-opus-5"');
  expect(entry).toMatch(/\[\[reasoning_options\]\]\ntype = "effort"\nvalues = \[.*"high".*\]/);
  expect(entry).toContain("[cost]\ninput = 4.0\noutput = 20.0\n");
  expect(files.get("providers/cometapi/provider.toml")).toContain(
    'npm = "@cometapi/ai-sdk-provider"',
  );
});

it("leaves out models without a known price or vendor, and those that are not for chat", () => {
  const files = createModelsDevFiles([
    { id: "gpt-5-mini", type: "chat", provider: "OpenAI", source: "made" },
    { id: "x", type: "chat", provider: "Nobody", price, source: "made" },
    { id: "sora-2", type: "video", provider: "OpenAI", price, source: "made" },
    {
      id: "y",
      type: "chat",
      provider: "OpenAI",
      price: { ...price, ratio: undefined },
      source: "made",
    },
  ]);
  expect([...files.keys()]).toEqual(["providers/cometapi/provider.toml"]);
});
