import { describe, expect, it } from "vitest";
import { IMAGE_TRAIT_ROWS, resolveImageTraits } from "./image-traits.ts";

describe("resolveImageTraits", () => {
  it.each([
    ["gpt-image-2", false, undefined],
    ["qwen-image", false, 1],
    ["dall-e-3", true, 1],
    ["openai/gpt-image-1.5", false, undefined],
    ["flux-schnell", true, undefined],
    ["", true, undefined],
  ])("knows the manners of %s", (id, acceptsResponseFormat, maxImagesPerCall) => {
    expect(resolveImageTraits(id)).toMatchObject({ acceptsResponseFormat, maxImagesPerCall });
  });

  it.each([
    ["gpt-image-1.5", false],
    ["dall-e-2", false],
    ["flux-schnell", true],
  ])("knows whether %s takes a seed", (id, acceptsSeed) => {
    expect(resolveImageTraits(id).acceptsSeed).toBe(acceptsSeed);
  });

  it("gives a reason for each trait that is not as usual", () => {
    expect(resolveImageTraits("flux-schnell").reasons).toEqual({});
    expect(Object.keys(resolveImageTraits("qwen-image").reasons)).toEqual([
      "acceptsResponseFormat",
      "maxImagesPerCall",
    ]);
    for (const row of IMAGE_TRAIT_ROWS) expect(row.source.length).toBeGreaterThan(5);
  });
});
