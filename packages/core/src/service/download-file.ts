import type { RequestOptions } from "../config/client-settings.ts";
import type { Dispatcher } from "../transport/dispatcher.ts";
import { invalidArgument } from "./invalid-answer.ts";
import { type BinaryAnswer, readBinary } from "./read-binary.ts";

/**
 * Fetches a file that an answer gave the address of: an image or a video. The address is a vendor's,
 * so neither the key nor the headers of the settings are sent there, and its query, which is a
 * signature, is shown nowhere.
 *
 * @throws {@link CometAPIError} `invalid-argument` for something that is no web address.
 */
export async function downloadFile(
  dispatcher: Dispatcher,
  address: string,
  options: RequestOptions,
): Promise<BinaryAnswer> {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== "https:" && url?.protocol !== "http:") {
    throw invalidArgument("The address of a file to fetch must begin with https:// or http://.");
  }
  const config = await dispatcher.resolveConfig(options, { needsKey: false });
  return dispatcher.dispatch(
    {
      method: "GET",
      path: () => ({ url: url.href, shownURL: url.origin + url.pathname }),
      accept: "*/*",
      isAuthorized: false,
    },
    { ...config, settingsHeaders: {} },
    readBinary,
  );
}
