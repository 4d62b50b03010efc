import { expect, it } from "vitest";
import { normalizeImages } from "./normalize-images.ts";

it("takes no time over a data URL of very many parameters", () => {
  const startedAtMs = performance.now();
  const parameters = ";a".repeat(50_000);
  expect(normalizeImages(`data:image/png${parameters};base64,aGk=`)).toEqual([
    { data: "aGk=", mediaType: "image/png" },
  ]);
  normalizeImages(`data:image/png${parameters}`);
  expect(performance.now() - startedAtMs).toBeLessThan(500);
});

const jpeg = "/9j/4AAQSkZJRg==";

it.each([
  ["the bytes, whatever the label", { b64_json: jpeg, mime_type: "image/png" }, "image/jpeg"],
  ["the bytes of a data URL", `data:image/png;base64,${jpeg}`, "image/jpeg"],
  ["the label where the bytes say nothing", "data:image/avif;name=a;base64,AAAA", "image/avif"],
  ["what most models make where nothing says it", { data: "AAAA" }, "image/png"],
  ["the same of a data URL without a type", "DATA:;base64,AAAA", "image/png"],
])("the type of an image is that of %s", (_case, entry, mediaType) => {
  expect(normalizeImages(entry)).toMatchObject([{ mediaType }]);
});

it("an address stays one", () => {
  expect(normalizeImages({ image_url: { url: "https://a/1.png" } })).toEqual([
    { url: "https://a/1.png" },
  ]);
});
