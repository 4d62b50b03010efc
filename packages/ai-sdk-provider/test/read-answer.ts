import {
  APICallError,
  type LanguageModelV4Citation,
  type LanguageModelV4Content,
  type LanguageModelV4File,
  type LanguageModelV4GenerateResult,
  type LanguageModelV4StreamPart,
  type SharedV4ProviderMetadata,
} from "@ai-sdk/provider";
import {
  type Answer,
  type AnswerError,
  createAnswer,
  readEcho,
  readList,
  readNumber,
  readText,
  readUsage,
  readError,
  readField,
} from "@cometapi/testing/answers";

type Result = Pick<
  LanguageModelV4GenerateResult,
  "content" | "finishReason" | "usage" | "providerMetadata" | "response"
>;

type Block = Extract<LanguageModelV4Content, { type: "text" | "reasoning" }>;

/** What a call gave, as an answer. */
export function readResult({ content, finishReason, usage, ...rest }: Result): Answer {
  const metadata = readMetadata(rest);
  const answer = createAnswer({
    logprobs: readList(metadata, "logprobs"),
    usage: readUsage({ ...usage, cost: readNumber(metadata, "cost") }),
    finishReason: finishReason.unified,
    rawFinishReason: finishReason.raw,
    id: rest.response?.id,
    model: rest.response?.modelId,
    createdAtMs: rest.response?.timestamp?.getTime(),
    systemFingerprint: readText(metadata, "systemFingerprint"),
    serviceTier: readText(metadata, "serviceTier"),
  });
  const anchors = content.flatMap((part) => (part.type === "text" ? (part.citations ?? []) : []));
  for (const part of content) addPart(answer, part, anchors);
  for (const call of readList(metadata, "incompleteToolCalls")) {
    answer.toolCalls.push({
      id: readText(call, "toolCallId"),
      name: readText(call, "toolName") ?? "",
      arguments: readText(call, "input") ?? "",
      isComplete: false,
      echo: undefined,
    });
  }
  return answer;
}

/** What a stream gave, as an answer. */
export function readStreamParts(parts: readonly LanguageModelV4StreamPart[]): Answer {
  const content: LanguageModelV4Content[] = [];
  let block: Block = { type: "text", text: "" };
  let result: Result | undefined;
  let response: Result["response"];
  let error: Answer["error"];
  for (const part of parts) {
    switch (part.type) {
      case "text-start":
      case "reasoning-start":
        block = { type: part.type === "text-start" ? "text" : "reasoning", text: "" };
        content.push(block);
        break;
      case "text-delta":
      case "reasoning-delta":
        block.text += part.delta;
        break;
      case "text-end":
      case "reasoning-end": {
        const { type: _, id: __, ...end } = part;
        Object.assign(block, end);
        break;
      }
      case "tool-call":
      case "file":
      case "source":
        content.push(part);
        break;
      case "response-metadata":
        response = part;
        break;
      case "error":
        error = readCallError(part.error);
        break;
      case "finish":
        result = { ...part, content };
        break;
      default:
    }
  }
  if (result === undefined) throw new Error("The stream did not finish.");
  return { ...readResult({ ...result, ...(response && { response }) }), error };
}

/** A failure, thrown or in a stream, as the error of an answer, from where the SDK's users read it. */
export function readCallError(error: unknown): AnswerError {
  if (!APICallError.isInstance(error)) return readError(readField(error, "data"));
  return {
    ...readError({ ...Object(error.data), message: error.message }),
    status: error.statusCode,
    body: error.responseBody,
  };
}

function addPart(
  answer: Answer,
  part: LanguageModelV4Content,
  anchors: readonly LanguageModelV4Citation[],
): void {
  const metadata = readMetadata(part);
  const echo = readEcho(metadata, "echo");
  if (echo !== undefined && part.type !== "tool-call") answer.echoes.push(echo);
  switch (part.type) {
    case "text":
      if (metadata["refusal"] === true) answer.refusal += part.text;
      else answer.text += part.text;
      return;
    case "reasoning":
      answer.reasoning += part.text;
      return;
    case "tool-call":
      answer.toolCalls.push({
        id: part.toolCallId,
        name: part.toolName,
        arguments: part.input,
        isComplete: true,
        echo,
      });
      return;
    case "source": {
      if (part.sourceType !== "url") throw new Error("The source has no address.");
      const anchor = anchors.find(({ source }) => source.id === part.id);
      answer.citations.push({
        url: part.url,
        title: part.title,
        content: anchor?.citedText,
        startIndex: anchor?.startIndex,
        endIndex: anchor?.endIndex,
      });
      return;
    }
    case "file":
      addFile(answer, part, metadata);
      return;
    default:
      throw new Error(`There is a part of type ${part.type}.`);
  }
}

function addFile(
  answer: Answer,
  { mediaType, data: file }: LanguageModelV4File,
  metadata: Record<string, unknown>,
): void {
  if (file.type === "url") {
    answer.images.push({ url: file.url.href });
    return;
  }
  const data =
    typeof file.data === "string" ? file.data : Buffer.from(file.data).toString("base64");
  if (mediaType.startsWith("image/")) answer.images.push({ data, mediaType });
  else {
    const id = readText(metadata, "id");
    answer.audio.push({ id, data, transcript: readText(metadata, "transcript") ?? "" });
  }
}

function readMetadata(holder: {
  providerMetadata?: SharedV4ProviderMetadata;
}): Record<string, unknown> {
  return holder.providerMetadata?.["cometapi"] ?? {};
}
