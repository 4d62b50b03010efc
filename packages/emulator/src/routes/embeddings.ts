import { z } from "zod";
import { nameServedModel } from "../catalogue/catalogue.ts";
import { embedText } from "../engine/embed-text.ts";
import { countTokens } from "../engine/split-pieces.ts";
import { checkBody } from "../validation/check-body.ts";
import { isJsonObject } from "../engine/conversation.ts";
import type { EmulatorContext } from "../http/exchange.ts";
import { invalidRequestError, missingFieldError } from "../http/known-errors.ts";
import { findModelOfType } from "./find-served-model.ts";
import type { PreparedAnswer } from "./serve-endpoint.ts";

const embeddingsBody = z.looseObject({
  model: z.string(),
  input: z.union([
    z.string().min(1),
    z.array(z.string().min(1)).min(1).max(2048),
    z.array(z.int()).min(1),
    z.array(z.array(z.int()).min(1)).min(1).max(2048),
  ]),
  encoding_format: z.enum(["float", "base64"]).nullish(),
  dimensions: z.int().min(1).nullish(),
  user: z.string().nullish(),
});

const usualDimensions: Readonly<Record<string, number>> = { "text-embedding-3-large": 3072 };
const maximumInputTokens = 8191;

/** `POST /v1/embeddings`. */
export function prepareEmbeddings(context: EmulatorContext, input: unknown): PreparedAnswer {
  const { config } = context.get("exchange");
  const fields = isJsonObject(input) ? input : {};
  const { row } = findModelOfType(fields["model"], "embedding", config);
  if ((fields["input"] ?? null) === null) throw missingFieldError("input");
  const body = checkBody(embeddingsBody, input);
  const dimensions = resolveDimensions(row.id, body.dimensions ?? undefined, config.anyModel);
  const texts = readInputs(body.input);
  const tokenCounts = texts.map((text) => countTokens(text));
  const longest = tokenCounts.findIndex((count) => count > maximumInputTokens);
  if (longest >= 0) {
    throw invalidRequestError(
      `Invalid 'input[${longest}]': maximum input length is ${maximumInputTokens} tokens.`,
      "input",
    );
  }
  const tokens = tokenCounts.reduce((sum, count) => sum + count, 0);
  const encode = (text: string): string | number[] => {
    const vector = embedText(text, dimensions);
    const isBase64 = body.encoding_format === "base64";
    return isBase64 ? Buffer.from(vector.buffer).toString("base64") : [...vector];
  };
  return {
    request: {
      api: "embeddings",
      model: body.model,
      text: texts.join("\n"),
      tools: [],
      isStream: false,
      hasToolResults: false,
    },
    respond: () =>
      context.json({
        object: "list",
        data: texts.map((text, index) => ({ object: "embedding", index, embedding: encode(text) })),
        model: nameServedModel(row),
        usage: { prompt_tokens: tokens, total_tokens: tokens },
      }),
  };
}

/** How long the vectors are to be. Throws 400 where the model does not take that. */
function resolveDimensions(id: string, wanted: number | undefined, anyModel: boolean): number {
  const usual = usualDimensions[id] ?? 1536;
  if (wanted === undefined || wanted === usual) return usual;
  if (!id.startsWith("text-embedding-3") && !anyModel) {
    throw invalidRequestError("This model does not support specifying dimensions.", "dimensions");
  }
  if (wanted <= usual) return wanted;
  throw invalidRequestError(
    `Invalid value for 'dimensions': ${wanted} is above ${usual}.`,
    "dimensions",
    "invalid_value",
  );
}

/** The texts to embed; token ids are read as words of their own. */
function readInputs(input: z.infer<typeof embeddingsBody>["input"]): string[] {
  if (typeof input === "string") return [input];
  const [first] = input;
  if (typeof first === "number") return [input.map((token) => `token${String(token)}`).join(" ")];
  return input.map((item) =>
    typeof item === "string"
      ? item
      : Array.isArray(item)
        ? item.map((token) => `token${token}`).join(" ")
        : String(item),
  );
}
