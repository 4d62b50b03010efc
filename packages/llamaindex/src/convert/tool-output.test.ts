import { expect, it } from "vitest";
import { convertToolOutput } from "./tool-output.ts";

const text = { type: "text", text: "The harbour." };
const image = { type: "image", data: "QUJD", mimeType: "image/png" };
const address = { type: "image_url", image_url: { url: "https://example.com/a.png" } };

it.each([
  ["a text as it is", "17.3", "17.3"],
  ["an object as JSON", { degrees: 17.3 }, '{"degrees":17.3}'],
  ["nothing as nothing", undefined, ""],
  ["details with a picture as they are", [text, image, address], [text, image, address]],
  ["an MCP server's screenshot", { content: [text, image], isError: false }, [text, image]],
  [
    "a recording",
    [{ type: "audio", data: "QUJD", mimeType: "audio/wav" }],
    [{ type: "audio", data: "QUJD", mimeType: "audio/wav" }],
  ],
  [
    "a clip",
    [{ type: "video", data: "QUJD", mimeType: "video/mp4" }],
    [{ type: "video", data: "QUJD", mimeType: "video/mp4" }],
  ],
  ["a list of texts as JSON", [text], JSON.stringify([text])],
  [
    "a list that only looks like details as JSON",
    [image, { type: "image" }],
    JSON.stringify([image, { type: "image" }]),
  ],
  ["other lists as JSON", [1, null], "[1,null]"],
  ["an object with content as JSON", { content: "x" }, '{"content":"x"}'],
  [
    "parts of kinds nobody knows as JSON",
    [image, { type: "resource" }],
    JSON.stringify([image, { type: "resource" }]),
  ],
])("takes %s", (_name, output, content) => {
  expect(convertToolOutput(output)).toEqual(content);
});
