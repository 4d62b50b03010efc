import { CometAPIError } from "../errors/comet-api-error.ts";
import type { ResponseBody } from "../transport/response-body.ts";

/**
 * A body as text, given up as soon as it is larger than it may be.
 *
 * @throws {@link CometAPIError} `invalid-response` when it is.
 */
export async function readTextWithin(body: ResponseBody, maxBytes: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let byteCount = 0;
  for (let bytes = await body.read(); bytes !== undefined; bytes = await body.read()) {
    byteCount += bytes.length;
    if (byteCount > maxBytes) {
      await body.close();
      throw new CometAPIError({
        code: "invalid-response",
        message: `CometAPI sent an answer that cannot be used: it is larger than ${maxBytes} bytes.`,
      });
    }
    text += decoder.decode(bytes, { stream: true });
  }
  return text + decoder.decode();
}
