import type { Conversation, ImageInput } from "./conversation.ts";
import { readImage } from "./read-image.ts";

/** What the images of the last user message show, as far as their bytes tell; undefined without images. */
export function describeImages({ turns }: Pick<Conversation, "turns">): string | undefined {
  const last = turns.findLast((turn) => turn.role === "user");
  if (last === undefined || last.role !== "user" || last.images.length === 0) return undefined;
  const descriptions = last.images.map((image) => describeImage(image));
  if (descriptions.length === 1) return `The image is ${descriptions[0]}.`;
  return descriptions
    .map((description, index) => `Image ${index + 1} is ${description}.`)
    .join(" ");
}

function describeImage(image: ImageInput): string {
  if (image.kind === "url") return `at ${image.url}, which the emulator does not fetch`;
  const facts = readImage(Buffer.from(image.base64, "base64"));
  if (facts === undefined) return `of the type ${image.mediaType}`;
  return `${facts.width} × ${facts.height} pixels large, a ${facts.format}`;
}
