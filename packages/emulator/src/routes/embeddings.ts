import { z } from "zod";
import { nameServedModel } from "../catalogue/catalogue.ts";
import { embedText } from "../engine/embed-text.ts";
import { countTokens } from "../engine/split-pieces.ts";
import { checkBody } from "../faces/check-body.ts";
import { isJsonObject } from "../engine/conversation.ts";
import type { EmulatorContext } from "../http/exchange.ts";
import { invalidRequestError, missingFieldError } from "../http/known-errors.ts";
import { findServedModel } from "./serve-text.ts";

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

const defaultDimensions: Readonly<Record<string, number>> = { "text-embedding-3-large": 3072 };
const maximumInputTokens = 8191;

/** `POST /v1/embeddings`. */
export function serveEmbeddings(context: EmulatorContext, input: unknown): Response {
  const { config } = context.get("exchange");
  const fields = isJsonObject(input) ? input : {};
  const { row } = findServedModel(fields["model"], config);
  if (row.type !== "embedding") {
    throw invalidRequestError(
      `The model '${row.id}' does not make embeddings.`,
      "model",
      "model_not_supported",
    );
  }
  if ((fields["input"] ?? null) === null) throw missingFieldError("input");
  const body = checkBody(embeddingsBody, input);
  const usual = defaultDimensions[row.id] ?? 1536;
  const dimensions = body.dimensions ?? usual;
  if (dimensions !== usual && !row.id.startsWith("text-embedding-3") && !config.anyModel) {
    throw invalidRequestError("This model does not support specifying dimensions.", "dimensions");
  }
  if (dimensions > usual) {
    throw invalidRequestError(
      `Invalid value for 'dimensions': ${dimensions} is above ${usual}.`,
      "dimensions",
      "invalid_value",
    );
  }
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
  return context.json({
    object: "list",
    data: texts.map((text, index) => {
      const vector = embedText(text, dimensions);
      const embedding =
        body.encoding_format === "base64"
          ? Buffer.from(vector.buffer).toString("base64")
          : [...vector];
      return { object: "embedding", index, embedding };
    }),
    model: nameServedModel(row),
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  });
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
