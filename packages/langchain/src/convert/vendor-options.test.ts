import { expect, it } from "vitest";
import { readVendorOptions } from "./vendor-options.ts";

it("reads the encrypted reasoning of ChatOpenAI with the id of its item, or not at all", () => {
  const block = { type: "reasoning", encrypted_content: "sealed" };
  expect(readVendorOptions({ ...block, id: "rs_1" }, "openai")).toEqual({
    openai: { itemId: "rs_1", reasoningEncryptedContent: "sealed" },
  });
  expect(readVendorOptions(block, "openai")).toBeUndefined();
});
