import type { RequestOptions } from "../config/client-settings.ts";
import { CometAPIError } from "../errors/comet-api-error.ts";
import type { Dispatcher } from "./dispatcher.ts";
import { invalidArgument } from "../errors/invalid-answer.ts";
import { type BinaryAnswer, readBinary } from "./read-binary.ts";

/**
 * Fetches a file that an answer gave the address of: an image or a video. The address is a vendor's,
 * so neither the key nor the headers of the settings are sent there, redirects are followed, and its
 * query, which is a signature, is shown nowhere.
 *
 * @throws {@link CometAPIError} `invalid-argument` for something that is no web address,
 * `invalid-request` where there is no file.
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
  const shownURL = url.origin + url.pathname;
  try {
    return await dispatcher.dispatch(
      {
        method: "GET",
        path: () => ({ url: url.href, shownURL }),
        accept: "*/*",
        isAuthorized: false,
        followsRedirects: true,
        secrets: secretsOf(url),
      },
      { ...config, settingsHeaders: {} },
      readBinary,
    );
  } catch (error) {
    throw isMissing(error) ? noFile(error, shownURL) : error;
  }
}

/** Shorter values occur by chance, and no signature is one. */
const SHORTEST_SIGNATURE = 16;

/** The query, and the parts of it that a vendor may repeat alone. */
function secretsOf({ search }: URL): string[] {
  const query = search.slice(1);
  const values = query.split("&").map((pair) => pair.slice(pair.indexOf("=") + 1));
  return [query, ...values.filter((value) => value.length >= SHORTEST_SIGNATURE)];
}

/** Stores answer with any of these once a signature has expired; others lead to a web page. */
function isMissing(error: unknown): error is CometAPIError {
  if (!CometAPIError.isInstance(error)) return false;
  const { code, status } = error;
  return (
    status === 403 ||
    status === 404 ||
    status === 410 ||
    (code === "base-url" && status !== undefined)
  );
}

function noFile({ status, requestId, url, headers, body }: CometAPIError, shownURL: string) {
  return new CometAPIError({
    code: "invalid-request",
    message: `There is no file at ${shownURL} (status ${status}): the address has expired or is wrong.`,
    status,
    requestId,
    url,
    headers,
    body,
  });
}
