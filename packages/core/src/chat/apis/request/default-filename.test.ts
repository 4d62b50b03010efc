import { expect, it } from "vitest";
import { defaultFilename } from "./default-filename.ts";

it.each([
  ["data:text/plain;base64,aGk=", "file.txt"],
  ["data:text/markdown,hi", "file.md"],
  ["data:application/pdf;base64,JVBE", "file.pdf"],
  ["data:,hi", "file"],
  ["https://a.example/a.pdf", undefined],
])("names a document without a name, by its type: %s", (url, name) => {
  expect(defaultFilename(url)).toBe(name);
});
