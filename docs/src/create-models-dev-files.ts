import { type KnownModel, resolveModelTraits } from "@cometapi/core";

/** The names of vendors in models.dev, by our names of them. */
const vendors: Readonly<Record<string, string>> = {
  Alibaba: "alibaba",
  Anthropic: "anthropic",
  DeepSeek: "deepseek",
  Google: "google",
  MiniMax: "minimax",
  Moonshot: "moonshotai",
  OpenAI: "openai",
  "Z.ai": "zhipuai",
  xAI: "xai",
};

const provider = `name = "CometAPI"
npm = "@cometapi/ai-sdk-provider"
env = ["COMETAPI_KEY"]
doc = "https://apidoc.cometapi.com"
`;

/**
 * CometAPI's entry in models.dev: files by their path within its repository. models.dev already describes each
 * model under its vendor, so these files only add what CometAPI charges. Models of unknown price are left out.
 */
export function createModelsDevFiles(models: readonly KnownModel[]): Map<string, string> {
  const files = new Map([["providers/cometapi/provider.toml", provider]]);
  for (const model of models) {
    const entry = createEntry(model);
    if (entry !== undefined) files.set(`providers/cometapi/models/${model.id}.toml`, entry);
  }
  return files;
}

function createEntry({ id, type, provider: maker = "", price }: KnownModel): string | undefined {
  const vendor = vendors[maker];
  const { ratio, inputUSDPerMillionTokens: input, outputUSDPerMillionTokens: output } = price ?? {};
  if (type !== "chat" || vendor === undefined) return undefined;
  if (ratio === undefined || input === undefined || output === undefined) return undefined;
  const efforts = listEfforts(id);
  const options =
    efforts.length === 0
      ? ""
      : `\n[[reasoning_options]]\ntype = "effort"\nvalues = ${JSON.stringify(efforts)}\n`;
  const cost = `\n[cost]\ninput = ${charge(input, ratio)}\noutput = ${charge(output, ratio)}\n`;
  return `base_model = "${vendor}/${id}"\n${options}${cost}`;
}

/** The reasoning efforts that a model takes on the API that `auto` chooses for it. */
function listEfforts(id: string): readonly string[] {
  const traits = resolveModelTraits(id);
  const efforts = {
    chat: traits.reasoningEfforts,
    responses: traits.responsesEfforts ?? traits.reasoningEfforts,
    messages: traits.messagesEfforts,
    gemini: traits.thinkingLevels,
  };
  return efforts[traits.api] ?? [];
}

/** A float in TOML needs a decimal point. */
function charge(price: number, ratio: number): string {
  const text = String(Number((price * ratio).toPrecision(6)));
  return text.includes(".") ? text : `${text}.0`;
}
