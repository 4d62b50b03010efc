import { useEmulator } from "@cometapi/testing/emulated";
import Anthropic from "@anthropic-ai/sdk";
import { GoogleGenAI } from "@google/genai";
import OpenAI from "openai";
import { describe, expect, it } from "vitest";
import { apiKey } from "../../test/samples.ts";

const emulator = useEmulator({ apiKey, seed: 1 });
const pdf = Buffer.from(
  `%PDF-1.4
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
3 0 obj << /Type /Page /Parent 2 0 R /Contents 4 0 R >> endobj
4 0 obj << /Length 60 >> stream
BT (The ferry leaves at noon.) Tj ET
endstream endobj
trailer << /Root 1 0 R >>
%%EOF`,
).toString("base64");
const broken = Buffer.from("no PDF").toString("base64");
const question = "When does the ferry leave?";

interface Seen {
  text: string;
  inputTokens: number;
}

const clients: readonly (readonly [string, (data: string) => Promise<Seen>])[] = [
  [
    "the openai client on chat",
    async (data) => {
      const client = new OpenAI({ baseURL: `${emulator.url}/v1`, apiKey, maxRetries: 0 });
      const file = { filename: "a.pdf", file_data: `data:application/pdf;base64,${data}` };
      const { choices, usage } = await client.chat.completions.create({
        model: "gpt-4o",
        messages: [
          {
            role: "user",
            content: [
              { type: "file", file },
              { type: "text", text: question },
            ],
          },
        ],
      });
      return {
        text: choices[0]?.message.content ?? "",
        inputTokens: usage?.prompt_tokens ?? 0,
      };
    },
  ],
  [
    "the openai client on Responses",
    async (data) => {
      const client = new OpenAI({ baseURL: `${emulator.url}/v1`, apiKey, maxRetries: 0 });
      const file_data = `data:application/pdf;base64,${data}`;
      const { output_text, usage } = await client.responses.create({
        model: "gpt-4o",
        input: [
          {
            role: "user",
            content: [
              { type: "input_file", filename: "a.pdf", file_data },
              { type: "input_text", text: question },
            ],
          },
        ],
      });
      return { text: output_text, inputTokens: usage?.input_tokens ?? 0 };
    },
  ],
  [
    "the Anthropic client",
    async (data) => {
      const client = new Anthropic({ baseURL: emulator.url, apiKey, maxRetries: 0 });
      const source = { type: "base64", media_type: "application/pdf", data } as const;
      const { content, usage } = await client.messages.create({
        model: "claude-sonnet-4-6",
        max_tokens: 500,
        messages: [
          {
            role: "user",
            content: [
              { type: "document", source },
              { type: "text", text: question },
            ],
          },
        ],
      });
      const [block] = content;
      return { text: block?.type === "text" ? block.text : "", inputTokens: usage.input_tokens };
    },
  ],
  [
    "the Google client",
    async (data) => {
      const client = new GoogleGenAI({ apiKey, httpOptions: { baseUrl: emulator.url } });
      const { text, usageMetadata } = await client.models.generateContent({
        model: "gemini-2.5-flash",
        contents: [
          {
            role: "user",
            parts: [{ inlineData: { mimeType: "application/pdf", data } }, { text: question }],
          },
        ],
      });
      return { text: text ?? "", inputTokens: usageMetadata?.promptTokenCount ?? 0 };
    },
  ],
];

describe.each(clients)("a PDF from %s", (_client, ask) => {
  it("is read, and counts as input", async () => {
    const { text, inputTokens } = await ask(pdf);
    expect(text).toBe("The ferry leaves at noon.");
    expect(inputTokens).toBeGreaterThan(1500);
  });

  it("is refused when it is none", async () => {
    await expect(ask(broken)).rejects.toMatchObject({ status: 400 });
  });
});
