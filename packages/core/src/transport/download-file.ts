import type { RequestOptions } from "../config/client-settings.ts";
import type { ClientConfig } from "../config/resolve-client-config.ts";
import { CometAPIError } from "../errors/comet-api-error.ts";
import { invalidArgument } from "../errors/invalid-answer.ts";
import type { Dispatcher } from "./dispatcher.ts";
import { isPrivateHost } from "./is-private-host.ts";
import { LIMITS } from "./limits.ts";
import { type ReceivedFile, readFile } from "./read-file.ts";

/** How a file is fetched. */
export interface DownloadOptions extends RequestOptions {
  /** Most bytes the file may have. Default 1,073,741,824: 1 GiB. */
  maxBytes?: number | undefined;
}

/**
 * Fetches a file by the address in an answer: an image or a video.
 *
 * An answer cannot be trusted: it may name an address that only this machine can reach. So only public hosts
 * and the origin of the base URL are asked. Each redirect is checked again. The check looks at the name or
 * address in the URL, not at what a public name resolves to. The key and the headers of the settings are not
 * sent. The headers of the options are not sent after a redirect to another origin. Errors and hooks never
 * show the query, because it is a signature.
 *
 * @throws {@link CometAPIError} `invalid-argument` for an address that is not a public web address,
 * `invalid-response` for a redirect to one that is not, or for a file that is too large, `invalid-request`
 * if there is no file at the address.
 */
export async function downloadFile(
  dispatcher: Dispatcher,
  address: string,
  { maxBytes = LIMITS.file.maxBytes, ...options }: DownloadOptions,
): Promise<ReceivedFile> {
  if (!(maxBytes > 0)) throw invalidArgument("`maxBytes` must be a number of bytes above 0.");
  const config = await dispatcher.resolveConfig(options, { needsKey: false });
  const finding = findMistake(address, config);
  if (finding !== undefined) throw invalidArgument(`The address of a file to fetch ${finding}.`);
  let hop: Hop = { url: new URL(address), headers: config.optionsHeaders, secrets: [] };
  for (let redirects = 0; redirects <= LIMITS.maxRedirects; redirects += 1) {
    const answer = await fetchHop(dispatcher, config, hop, maxBytes);
    if (typeof answer !== "string") return answer;
    hop = followRedirect(answer, hop, config);
  }
  throw badRedirect(hop, `more than ${LIMITS.maxRedirects} times`);
}

/** One request of a download. */
interface Hop {
  url: URL;
  headers: Readonly<Record<string, string | undefined>>;
  /** Signatures of the addresses so far. */
  secrets: readonly string[];
}

/** The file, or the address that a redirect leads to. */
async function fetchHop(
  dispatcher: Dispatcher,
  config: ClientConfig,
  { url, headers, secrets }: Hop,
  maxBytes: number,
): Promise<ReceivedFile | string> {
  const shownURL = showURL(url);
  try {
    return await dispatcher.dispatch<ReceivedFile | string>(
      {
        method: "GET",
        path: () => ({ url: url.href, shownURL }),
        accept: "*/*",
        isAuthorized: false,
        // A browser does not show where a redirect leads. It keeps pages out of private networks by itself.
        redirects: typeof document === "undefined" ? "return" : "follow",
        secrets: [...secrets, ...secretsOf(url)],
      },
      { ...config, settingsHeaders: {}, optionsHeaders: headers },
      async (response) => {
        const { received } = response;
        if (received.status < 300) return readFile(response, { ...LIMITS.file, maxBytes });
        response.body.close();
        const location = received.headers["location"];
        if (location === undefined) throw noFile({ ...received, body: undefined }, shownURL);
        return location;
      },
    );
  } catch (error) {
    throw isMissing(error) ? noFile(error, shownURL) : error;
  }
}

/** Headers of the caller that hold no secret. */
const PLAIN_HEADERS: ReadonlySet<string> = new Set(["accept", "range", "user-agent"]);

function followRedirect(location: string, hop: Hop, config: ClientConfig): Hop {
  if (!URL.canParse(location, hop.url)) throw badRedirect(hop, "to something that is no address");
  const url = new URL(location, hop.url);
  const finding = findMistake(url.href, config);
  if (finding !== undefined) throw badRedirect(hop, `to an address that ${finding}`);
  if (hop.url.protocol === "https:" && url.protocol === "http:") {
    throw badRedirect(hop, "from https:// to http://");
  }
  const headers =
    url.origin === hop.url.origin
      ? hop.headers
      : Object.fromEntries(
          Object.entries(hop.headers).filter(([name]) => PLAIN_HEADERS.has(name.toLowerCase())),
        );
  return { url, headers, secrets: [...hop.secrets, ...secretsOf(hop.url)] };
}

/** What is wrong with an address, as the end of a sentence. */
function findMistake(address: string, { baseURL }: ClientConfig): string | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== "https:" && url?.protocol !== "http:") {
    return "must begin with https:// or http://";
  }
  if (url.origin === new URL(baseURL).origin || !isPrivateHost(url.hostname)) return undefined;
  return `is in a private network (${url.hostname}), and only that of \`baseURL\` may be`;
}

function badRedirect({ url }: Hop, finding: string): CometAPIError {
  return new CometAPIError({
    code: "invalid-response",
    message: `The file was not fetched: ${showURL(url)} redirects ${finding}.`,
    url: showURL(url),
  });
}

function showURL({ origin, pathname }: URL): string {
  return origin + pathname;
}

/** Signatures are longer. Shorter values occur by chance and are not hidden. */
const SHORTEST_SIGNATURE = 16;

/** The query, and those of its values that a vendor may repeat by themselves. */
function secretsOf({ search }: URL): string[] {
  const query = search.slice(1);
  const values = query.split("&").map((pair) => pair.slice(pair.indexOf("=") + 1));
  return [query, ...values.filter((value) => value.length >= SHORTEST_SIGNATURE)];
}

/** Whether the file is gone. Stores answer with one of these statuses, or a web page, after a signature has expired. */
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

function noFile(
  {
    status,
    requestId,
    headers,
    body,
  }: Pick<CometAPIError, "status" | "requestId" | "headers" | "body">,
  shownURL: string,
): CometAPIError {
  return new CometAPIError({
    code: "invalid-request",
    message: `There is no file at ${shownURL} (status ${status}): the address has expired or is wrong.`,
    status,
    requestId,
    url: shownURL,
    headers,
    body,
  });
}
