import { parseEcho, parseVendorBlock, type SettingRule } from "@cometapi/core";

/** What goes back with a part. */
export const anEcho: SettingRule = {
  expected: "what this provider wrote there",
  accepts: (value) => parseEcho(value) !== undefined,
};

/** A vendor's block that goes back. */
export const aVendorBlock: SettingRule = {
  expected: "what this provider wrote there",
  accepts: (value) => parseVendorBlock(value) !== undefined,
};
