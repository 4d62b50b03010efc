// Changes an image as words say: here one that was made just before.
import { CometAPIClient } from "@cometapi/core";

const client = new CometAPIClient();
const model = "gpt-image-1.5";
const made = await client.generateImage({ model, prompt: "A comet over a harbour, as a woodcut" });
const [first] = made.images;
if (first?.type !== "base64") throw new Error("gpt-image sends data, never an address");

const { images } = await client.editImage({
  model,
  prompt: "Make it night",
  images: [{ data: Buffer.from(first.base64, "base64"), mediaType: first.mediaType }],
});
for (const image of images) console.log(image.type, image.revisedPrompt ?? "prompt as given");
