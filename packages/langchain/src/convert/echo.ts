import { type Echo, parseEcho, parseVendorBlock, type VendorBlockPart } from "@cometapi/core";
import type { ContentBlock } from "@langchain/core/messages";

/** The member of `additional_kwargs` that holds an answer's outline: the order of its parts and their echoes. */
export const outlineKey = "content_outline";

/** The field of a content block that holds its echo. */
const echoKey = "echo";

/**
 * The field of a content block that holds the vendor's block it was made from. It is `true` on the other
 * blocks made from the same one.
 */
const vendorBlockKey = "vendor_block";

/** The fields of a content block that keep an echo. */
export function keepEcho(echo: Echo | undefined): { echo?: Echo } {
  return echo === undefined ? {} : { [echoKey]: echo };
}

/** The echo that a content block keeps. */
export function readEcho(block: Record<string, unknown>): Echo | undefined {
  return parseEcho(block[echoKey]);
}

/** Content blocks made from one vendor's block. The last of them keeps it. */
export function keepVendorBlock(
  blocks: readonly ContentBlock[],
  vendorBlock: Omit<VendorBlockPart, "type">,
): ContentBlock[] {
  const last = blocks.length - 1;
  return blocks.map((block, index) => ({
    ...block,
    [vendorBlockKey]: index === last ? vendorBlock : true,
  }));
}

/** The vendor's block that a content block keeps. */
export function readVendorBlock(block: Record<string, unknown>): VendorBlockPart | undefined {
  return parseVendorBlock(block[vendorBlockKey]);
}

/** Whether a content block was made from a vendor's block that another content block keeps. */
export function isKeptElsewhere(block: Record<string, unknown>): boolean {
  return block[vendorBlockKey] === true;
}
