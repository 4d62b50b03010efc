import { useEmulator } from "@cometapi/testing/emulated";
import OpenAI, { toFile } from "openai";
import { describe, expect, it } from "vitest";
import { drawPNG } from "../media/draw-png.ts";
import { apiKey } from "../../test/samples.ts";

const emulator = useEmulator({ apiKey, seed: 1 });
const connect = (key = apiKey): OpenAI =>
  new OpenAI({ baseURL: `${emulator.url}/v1`, apiKey: key, maxRetries: 0 });

describe("the openai client on everything else", () => {
  it.each(["float", "base64"] as const)("embeds as %s", async (encoding_format) => {
    const { data, usage } = await connect().embeddings.create({
      model: "text-embedding-3-small",
      input: ["sea", "sea"],
      dimensions: 256,
      encoding_format,
    });
    const embedding: number[] | string = data[0]?.embedding ?? [];
    const vector =
      typeof embedding === "string"
        ? [...new Float32Array(new Uint8Array(Buffer.from(embedding, "base64")).buffer)]
        : embedding;
    expect(vector).toHaveLength(256);
    expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
    expect(usage.prompt_tokens).toBe(2);
  });

  it("decodes base64 embeddings of its own accord", async () => {
    const { data } = await connect().embeddings.create({
      model: "text-embedding-3-large",
      input: "sea",
    });
    expect(data[0]?.embedding).toHaveLength(3072);
  });

  it("draws an image, inline and by link", async () => {
    const inline = await connect().images.generate({
      model: "gpt-image-1",
      prompt: "a green hill",
    });
    expect(
      Buffer.from(inline.data?.[0]?.b64_json ?? "", "base64")
        .subarray(1, 4)
        .toString(),
    ).toBe("PNG");
    const linked = await connect().images.generate({
      model: "flux-schnell",
      prompt: "a green hill",
      response_format: "url",
    });
    const file = await fetch(linked.data?.[0]?.url ?? "");
    expect(file.headers.get("content-type")).toBe("image/png");
  });

  it("edits an image", async () => {
    const { data } = await connect().images.edit({
      model: "gpt-image-1",
      image: await toFile(drawPNG("a red square"), "red.png", { type: "image/png" }),
      prompt: "make it blue",
    });
    expect(data?.[0]?.b64_json).toBeTruthy();
  });

  it("refuses to edit what is no image", async () => {
    const edited = connect().images.edit({
      model: "gpt-image-1",
      image: await toFile(Buffer.from("PNG"), "red.png", { type: "image/png" }),
      prompt: "make it blue",
    });
    await expect(edited).rejects.toThrow("Invalid image file or mode for image 1");
  });

  it("speaks, and hears what was spoken", async () => {
    const speech = await connect().audio.speech.create({
      model: "tts-1",
      voice: "alloy",
      input: "The tide is high.",
      response_format: "wav",
    });
    const bytes = Buffer.from(await speech.arrayBuffer());
    expect(bytes.toString("latin1", 0, 4)).toBe("RIFF");
    const heard = await connect().audio.transcriptions.create({
      model: "whisper-1",
      file: await toFile(bytes, "speech.wav", { type: "audio/wav" }),
    });
    expect(heard.text).toBe("The tide is high.");
  });

  it("speaks MP3 when no format is asked for, and gives the times of what it hears", async () => {
    const speech = await connect().audio.speech.create({
      model: "tts-1",
      voice: "alloy",
      input: "The tide is high.",
    });
    expect(speech.headers.get("content-type")).toBe("audio/mpeg");
    const bytes = Buffer.from(await speech.arrayBuffer());
    expect(bytes.toString("latin1", 0, 3)).toBe("ID3");
    const heard = await connect().audio.transcriptions.create({
      model: "whisper-1",
      file: await toFile(bytes, "speech.mp3", { type: "audio/mpeg" }),
      response_format: "verbose_json",
      timestamp_granularities: ["word", "segment"],
    });
    expect(heard.words?.map(({ word }) => word)).toEqual(["The", "tide", "is", "high."]);
    expect(heard.segments?.[0]).toMatchObject({ text: "The tide is high.", seek: 0 });
  });

  it("makes a video", async () => {
    const client = connect();
    const video = await client.videos.create({ model: "sora-2", prompt: "waves", seconds: "4" });
    expect(video.status).toBe("queued");
    const statuses = [
      (await client.videos.retrieve(video.id)).status,
      (await client.videos.retrieve(video.id)).status,
    ];
    expect(statuses).toEqual(["in_progress", "completed"]);
    const film = await client.videos.downloadContent(video.id);
    expect(Buffer.from(await film.arrayBuffer()).toString("latin1", 0, 12)).toMatch(
      /^RIFF.*AVI /su,
    );
  });

  it("lists models", async () => {
    const ids: string[] = [];
    for await (const model of connect().models.list()) ids.push(model.id);
    expect(ids).toContain("gpt-5-mini");
  });
});
