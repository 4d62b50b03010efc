// Speaks one of CometAPI's other formats, here Anthropic's Messages, with core's key and timeouts.
import { CometAPIClient, toCometAPIError } from "@cometapi/core";

const client = new CometAPIClient();
const url = `${client.baseURL}/v1/messages`;
const response = await client.fetch(url, {
  method: "POST",
  headers: { "content-type": "application/json", "anthropic-version": "2023-06-01" },
  body: JSON.stringify({
    model: "claude-sonnet-5",
    max_tokens: 100,
    messages: [{ role: "user", content: "Count to 5." }],
  }),
  signal: AbortSignal.timeout(60_000),
});

const { status, ok } = response;
const headers = Object.fromEntries(response.headers);
const body = await response.text();
if (!ok) throw toCometAPIError({ status, headers, body, url }); // `fetch` hands errors out
console.log(status, JSON.parse(body).content);
