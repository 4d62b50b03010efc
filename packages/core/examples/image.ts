// Makes an image. Some models send the data, others an address that expires.
import { CometAPIClient } from "@cometapi/core";

const client = new CometAPIClient();
const { images } = await client.generateImage({
  model: "dall-e-3",
  prompt: "A comet over a harbour, as a woodcut",
  size: "1024x1024",
});

for (const image of images) {
  if (image.type === "base64") console.log(image.mediaType, image.base64.length);
  else console.log((await client.downloadFile(image.url)).mediaType);
}
