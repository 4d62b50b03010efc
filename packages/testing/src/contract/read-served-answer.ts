import { readField, readList, readNumber, readText } from "../answers/read-field.ts";
import { apiOf, type ContractAPI } from "./contract-api.ts";
import type { Exchange } from "./observing-proxy.ts";

/** What the server answered, read from its bytes without any code under test. */
export interface ServedAnswer {
  text: string;
  model: string | undefined;
  inputTokens: number | undefined;
  outputTokens: number | undefined;
}

/** What one event of a stream, or a whole body, adds to the answer. Later counts replace earlier ones. */
type ReadBody = (body: unknown) => Omit<ServedAnswer, "text"> & { text: string | undefined };

const readers: Record<ContractAPI, ReadBody> = {
  chat: (body) => {
    const [choice] = readList(body, "choices");
    const usage = readField(body, "usage");
    return {
      text:
        readText(readField(choice, "message"), "content") ??
        readText(readField(choice, "delta"), "content"),
      model: readText(body, "model"),
      inputTokens: readNumber(usage, "prompt_tokens"),
      outputTokens: readNumber(usage, "completion_tokens"),
    };
  },
  responses: (body) => {
    const response = readField(body, "response") ?? body;
    const usage = readField(response, "usage");
    const isWhole =
      readField(body, "type") === undefined || readText(body, "object") === "response";
    const isDelta = readField(body, "type") === "response.output_text.delta";
    return {
      text: isWhole
        ? joinTexts(readList(response, "output").flatMap((item) => readList(item, "content")))
        : isDelta
          ? readText(body, "delta")
          : undefined,
      model: readText(response, "model"),
      inputTokens: readNumber(usage, "input_tokens"),
      outputTokens: readNumber(usage, "output_tokens"),
    };
  },
  messages: (body) => {
    const message = readField(body, "message") ?? body;
    const usage = readField(body, "usage") ?? readField(message, "usage");
    return {
      text: readText(readField(body, "delta"), "text") ?? joinTexts(readList(message, "content")),
      model: readText(message, "model"),
      inputTokens: readNumber(usage, "input_tokens"),
      outputTokens: readNumber(usage, "output_tokens"),
    };
  },
  gemini: (body) => {
    const [candidate] = readList(body, "candidates");
    const usage = readField(body, "usageMetadata");
    return {
      text: joinTexts(readList(readField(candidate, "content"), "parts")),
      model: readText(body, "modelVersion"),
      inputTokens: readNumber(usage, "promptTokenCount"),
      // Gemini counts the tokens of thoughts separately; they are billed as output.
      outputTokens: addCounts(
        readNumber(usage, "candidatesTokenCount"),
        readNumber(usage, "thoughtsTokenCount"),
      ),
    };
  },
};

/** Reads a whole or a streamed answer, only as far as the tests need it. */
export function readServedAnswer(exchange: Exchange): ServedAnswer {
  const read = readers[apiOf(exchange)];
  const answer: ServedAnswer = {
    text: "",
    model: undefined,
    inputTokens: undefined,
    outputTokens: undefined,
  };
  for (const body of bodiesOf(exchange)) {
    const { text, model, inputTokens, outputTokens } = read(body);
    answer.text += text ?? "";
    answer.model = model ?? answer.model;
    answer.inputTokens = inputTokens ?? answer.inputTokens;
    answer.outputTokens = outputTokens ?? answer.outputTokens;
  }
  return answer;
}

function addCounts(
  candidates: number | undefined,
  thoughts: number | undefined,
): number | undefined {
  return candidates === undefined ? undefined : candidates + (thoughts ?? 0);
}

function bodiesOf({ response }: Exchange): unknown[] {
  if (response.trimStart().startsWith("{")) return [JSON.parse(response)];
  return response
    .split("\n")
    .filter((line) => line.startsWith("data:") && !line.includes("[DONE]"))
    .map((line): unknown => JSON.parse(line.slice("data:".length)));
}

function joinTexts(parts: readonly unknown[]): string {
  return parts
    .filter((part) => readField(part, "thought") !== true)
    .map((part) => readText(part, "text") ?? "")
    .join("");
}

/** The ids that the server gave a request, in its headers and in its error message. */
export function readRequestIds({ response, responseHeaders }: Exchange): string[] {
  const named = /\(request id: ([^)]+)\)/.exec(response)?.[1];
  return [responseHeaders["x-request-id"], responseHeaders["x-oneapi-request-id"], named].filter(
    (id) => id !== undefined,
  );
}
