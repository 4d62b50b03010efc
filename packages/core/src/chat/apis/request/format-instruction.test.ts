import { expect, it } from "vitest";
import { withInstruction } from "./format-instruction.ts";

it.each([
  ["a text", "Be brief."],
  ["parts", [{ type: "text" as const, text: "Be brief." }]],
])(
  "an instruction stands apart from the words of a system message that is %s",
  (_what, content) => {
    const [message] = withInstruction([{ role: "system", content }], "Answer with JSON only.");
    const parts = message?.content ?? "";
    const text =
      typeof parts === "string"
        ? parts
        : parts.map((part) => (part.type === "text" ? part.text : "")).join("");
    expect(text).toBe("Be brief.\n\nAnswer with JSON only.");
  },
);
