import { cometapi } from "@cometapi/ai-sdk-provider";
import { generateImage } from "ai";

const model = cometapi.imageModel("gpt-image-1");

const { image } = await generateImage({ model, prompt: "A lighthouse", size: "1024x1024" });
const { image: edited } = await generateImage({
  model,
  prompt: { text: "The same at night", images: [image.uint8Array] },
});

console.log(image.mediaType, edited.mediaType);
