import { pieceAt, type StreamContent, type StreamShape } from "../stream-shape.ts";

export const envelope = { modelVersion: "gemini-2.5-flash", responseId: "bH6LaZW8Fp_3nsEPqtaSwQ4" };

export const usageMetadata = {
  promptTokenCount: 24,
  candidatesTokenCount: 320,
  totalTokenCount: 344,
  promptTokensDetails: [{ modality: "TEXT", tokenCount: 24 }],
};

/** A streamed answer of Gemini, one frame for each chunk. A call comes whole, so each chunk is one. */
export function encodeGeminiStream(shape: StreamShape): string[] {
  const last = shape.chunkCount - 1;
  return Array.from({ length: shape.chunkCount }, (_, index) => {
    const content = { role: "model", parts: [partOf(shape.content, pieceAt(shape, index))] };
    const candidate = { content, index: 0, ...(index === last && { finishReason: "STOP" }) };
    return `data: ${JSON.stringify({ candidates: [candidate], usageMetadata, ...envelope })}\n\n`;
  });
}

function partOf(content: StreamContent, piece: string): object {
  switch (content) {
    case "text":
      return { text: piece };
    case "reasoning":
      return { text: piece, thought: true };
    case "tool-arguments":
      return { functionCall: { name: "write_report", args: { report: piece } } };
  }
}
