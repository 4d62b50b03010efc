import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seal, unseal } from "./seal.ts";
import { isSignatureOf, signThought } from "./sign-thought.ts";

describe("a seal", () => {
  it("gives its text back, whatever it is", () => {
    const text = fc.string({ unit: "grapheme" });
    fc.assert(
      fc.property(text, (value) => {
        expect(unseal("encrypted reasoning", seal("encrypted reasoning", value))).toBe(value);
      }),
    );
  });

  it("does not hold once a character was changed, or for another purpose", () => {
    const sealed = seal("thought signature", "get_weather");
    expect(unseal("thought signature", `${sealed.slice(0, -8)}AAAAAAA=`)).toBeUndefined();
    expect(unseal("encrypted reasoning", sealed)).toBeUndefined();
    expect(unseal("thought signature", "made up")).toBeUndefined();
    expect(unseal("thought signature", "")).toBeUndefined();
  });
});

describe("the signature of a thought", () => {
  it("fits that thought alone", () => {
    expect(isSignatureOf(signThought("I add."), "I add.")).toBe(true);
    expect(isSignatureOf(signThought("I add."), "I add!")).toBe(false);
  });
});
