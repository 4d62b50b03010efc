import { createUIMessageStream, generateImage, generateSpeech } from "ai";
import { z } from "zod";
import type { ChatMessage } from "../shared/chat-message.ts";
import { type AnswerRequest, type AnswerStream, failuresAsParts } from "./answer.ts";
import { toFailure } from "./to-failure.ts";

type MediaRequest = Omit<AnswerRequest, "tools">;

/** Draws images from the last message and the images attached to it. */
export function drawImage(request: MediaRequest): AnswerStream {
  const { cometapi, choices, messages, maxRetries, signal } = request;
  const { text, images } = readPrompt(messages);
  return streamFiles(choices.model, async () => {
    const { images: drawn, providerMetadata } = await generateImage({
      model: cometapi.imageModel(choices.model),
      prompt: images.length === 0 ? text : { text, images },
      maxRetries,
      abortSignal: signal,
    });
    return { files: drawn, metadata: providerMetadata };
  });
}

/** Speaks the last message. */
export function speak(request: MediaRequest): AnswerStream {
  const { cometapi, choices, messages, maxRetries, signal } = request;
  return streamFiles(choices.model, async () => {
    const { audio, providerMetadata } = await generateSpeech({
      model: cometapi.speechModel(choices.model),
      text: readPrompt(messages).text,
      voice: "alloy",
      outputFormat: "wav",
      maxRetries,
      abortSignal: signal,
    });
    return { files: [audio], metadata: providerMetadata };
  });
}

interface Media {
  files: readonly { mediaType: string; base64: string }[];
  /** The provider's metadata, which contain the cost. */
  metadata: unknown;
}

const metadataSchema = z.object({
  cometapi: z.object({
    charge: z.object({ knownUSD: z.number(), missing: z.array(z.string()) }),
  }),
});

function streamFiles(model: string, make: () => Promise<Media>): AnswerStream {
  const startedAt = performance.now();
  return createUIMessageStream<ChatMessage>({
    execute: async ({ writer }) => {
      writer.write({ type: "start", messageMetadata: { model } });
      const { files, metadata } = await make();
      for (const { mediaType, base64 } of files) {
        writer.write({ type: "file", mediaType, url: `data:${mediaType};base64,${base64}` });
      }
      const charge = metadataSchema.safeParse(metadata).data?.cometapi.charge;
      writer.write({
        type: "finish",
        messageMetadata: {
          finish: "stop",
          knownUSD: charge?.knownUSD ?? 0,
          unknownCosts: charge?.missing ?? ["The service did not say what it cost."],
          durationMs: performance.now() - startedAt,
        },
      });
    },
    onError: (error) => JSON.stringify(toFailure(error)),
  }).pipeThrough(failuresAsParts());
}

function readPrompt(messages: readonly ChatMessage[]): { text: string; images: string[] } {
  const parts = messages.findLast(({ role }) => role === "user")?.parts ?? [];
  return {
    text: parts.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("\n"),
    images: parts.flatMap((part) =>
      part.type === "file" && part.mediaType.startsWith("image/") ? [part.url] : [],
    ),
  };
}
