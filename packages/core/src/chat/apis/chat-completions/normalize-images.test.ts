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
