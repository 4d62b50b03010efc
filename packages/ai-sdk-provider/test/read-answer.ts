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
  type AnswerVendorBlock,
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

/** The result of a call as an answer. */
export function readResult({ content, finishReason, usage, ...rest }: Result): Answer {
  const metadata = readMetadata(rest);
  const answer = createAnswer({
    logprobs: readList(metadata, "logprobs"),
    usage: readUsage({ ...usage, cost: readNumber(metadata, "cost") }),
    finishReason: finishReason.unified,
    rawFinishReason: finishReason.raw,
    finishDetails: metadata["finishDetails"],
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
      echo: readEcho(call, "echo"),
    });
  }
  return answer;
}

/** The parts of a stream as an answer. */
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
      case "tool-result":
      case "custom":
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

/** A failure, thrown or in a stream, as the error of an answer. It is read where users of the AI SDK read it. */
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
    case "custom":
      addVendorBlock(answer, metadata, {});
      return;
    case "tool-result": {
      const { toolCallId: id, toolName: name, result, isError = false } = part;
      addVendorBlock(answer, metadata, { toolResult: { id, name, result, isError } });
      return;
    }
    case "tool-call":
      if (part.providerExecuted === true) {
        const { toolCallId: id, toolName: name, input } = part;
        addVendorBlock(answer, metadata, { toolCall: { id, name, arguments: input } });
        return;
      }
      answer.toolCalls.push({
        id: part.toolCallId,
        name: part.toolName,
        arguments: part.input,
        isComplete: true,
        echo,
      });
      return;
    case "source": {
      const anchor = anchors.find(({ source }) => source.id === part.id);
      const isDocument = part.sourceType === "document";
      answer.citations.push({
        url: isDocument ? undefined : part.url,
        title: part.title,
        filename: isDocument ? part.filename : undefined,
        fileId: readText(metadata, "fileId"),
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

/** A call without a vendor's block is completed by its result, whose block holds both. */
function addVendorBlock(
  answer: Answer,
  metadata: Record<string, unknown>,
  shown: Pick<AnswerVendorBlock, "toolCall" | "toolResult">,
): void {
  const kept = metadata["vendorBlock"];
  const api = readText(kept, "api") ?? "";
  const last = answer.vendorBlocks.at(-1);
  const block = { api, block: readField(kept, "block"), ...shown };
  if (last?.block === undefined && last !== undefined) Object.assign(last, block);
  else answer.vendorBlocks.push(block);
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
