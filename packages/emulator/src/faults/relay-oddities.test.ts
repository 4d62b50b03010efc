import { useEmulator } from "@cometapi/testing/emulated";
import { describe, expect, it } from "vitest";
import { apiKey } from "../../test/samples.ts";

const emulator = useEmulator({ apiKey, seed: 1 });
const text = "Count to 20";

interface Ask {
  path: string;
  body: object;
  /** What ends a stream of the format, and what names an answer in it. */
  end: string;
  id: RegExp;
}

const formats: Readonly<Record<string, Ask>> = {
  chat: {
    path: "/v1/chat/completions",
    body: { model: "gpt-4o", stream: true, messages: [{ role: "user", content: text }] },
    end: '"finish_reason":"stop"',
    id: /chatcmpl-\w+/gu,
  },
  responses: {
    path: "/v1/responses",
    body: { model: "gpt-4o", stream: true, input: text },
    end: "event: response.completed",
    id: /"resp_\w+/gu,
  },
  messages: {
    path: "/v1/messages",
    body: {
      model: "claude-sonnet-4-6",
      stream: true,
      max_tokens: 500,
      messages: [{ role: "user", content: text }],
    },
    end: "event: message_stop",
    id: /msg_\w+/gu,
  },
  gemini: {
    path: "/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse",
    body: { contents: [{ parts: [{ text }] }] },
    end: '"finishReason":"STOP"',
    id: /"responseId":"\w+/gu,
  },
};

async function ask(format: string, fault: string, more: object = {}): Promise<Response> {
  const { path = "", body } = formats[format] ?? {};
  return await fetch(`${emulator.url}${path}`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${apiKey}`,
      "content-type": "application/json",
      "x-emulator-fault": fault,
    },
    body: JSON.stringify({ ...body, ...more }),
  });
}

describe.each(Object.entries(formats))("on %s", (format, { end, id }) => {
  it("ends whole without a fault", async () => {
    expect(await (await ask(format, "none")).text()).toContain(end);
  });

  it("tears the connection down", async () => {
    await expect((await ask(format, "cut after=3")).text()).rejects.toThrow("terminated");
    expect(emulator.requests.at(-1)?.outcome).toBe("cut");
  });

  it("reports an error in a frame of the format", async () => {
    const stream = await (await ask(format, "error-in-stream after=3")).text();
    const last = stream.trimEnd().split("\n").at(-1) ?? "";
    expect(JSON.parse(last.replace(/^data: /u, ""))).toHaveProperty("error.message");
    expect(last).toMatch(/^data: /u);
    expect(stream).not.toContain(end);
  });

  it("reports an error as bare JSON in the middle of a stream", async () => {
    const stream = await (await ask(format, "bare-error after=3")).text();
    const last = stream.split("\n\n").at(-1) ?? "";
    expect(JSON.parse(last)).toHaveProperty("error.message", expect.stringContaining("broke off"));
  });

  it("lets a whole second answer follow half of a first", async () => {
    const stream = await (await ask(format, "second-answer after=5")).text();
    expect(new Set(stream.match(id)).size).toBe(2);
    expect(stream).toContain(end);
  });

  it("ends without its end when the relay has lost its upstream", async () => {
    const stream = await (await ask(format, "upstream-lost after=4")).text();
    expect(stream).not.toContain(end);
    expect(stream.includes("data: [DONE]")).toBe(format === "chat");
    expect(stream.includes('"choices":[]')).toBe(format === "chat");
    expect(emulator.requests.at(-1)?.outcome).toBe("cut");
  });

  it("falls silent in the middle, for as long as the caller listens", async () => {
    const leaving = AbortSignal.timeout(150);
    const { body } = await ask(format, "stall after=3");
    const read = async (): Promise<void> => {
      for await (const chunk of body ?? []) {
        void chunk;
        leaving.throwIfAborted();
      }
    };
    const outcome = await Promise.race([
      read().then(() => "ended"),
      new Promise((resolve) => {
        leaving.addEventListener("abort", () => resolve("silent"));
      }),
    ]);
    expect(outcome).toBe("silent");
  });

  it("sends pings before the answer and keeps it whole", async () => {
    const stream = await (await ask(format, "ping every=5ms before=20ms")).text();
    expect(stream).toMatch(/^(?:: PING\n\n){4}/u);
    expect(stream).toContain(end);
  });
});

describe("the relay", () => {
  const long = "Tides turn. ".repeat(600);
  const cached = { model: "claude-sonnet-4-6", messages: [{ role: "user", content: long }] };

  it("counts Claude's cached tokens beside the prompt in its older versions", async () => {
    const usage = async (fault: string): Promise<unknown> => {
      const body: unknown = await (await ask("chat", fault, { ...cached, stream: false })).json();
      return body;
    };
    expect(await usage("none")).toMatchObject({ usage: { usage_semantic: "openai" } });
    expect(await usage("usage-beside")).toMatchObject({ usage: { usage_semantic: "anthropic" } });
    const stream = await (await ask("chat", "usage-beside", cached)).text();
    expect(stream).toContain('"usage_semantic":"anthropic"');
    expect(stream).toContain("data: [DONE]");
  });

  it("sends an error under the content type of a stream", async () => {
    const response = await ask("chat", "503 as=event-stream");
    expect(response.headers.get("content-type")).toBe("text/event-stream");
    expect(await response.json()).toHaveProperty("error");
  });

  it("says in Chinese what its account is set to, or only has in Chinese", async () => {
    const refuse = async (key: string, language: string): Promise<string> => {
      const response = await fetch(`${emulator.url}/v1/models`, {
        headers: { authorization: `Bearer ${key}`, "accept-language": language },
      });
      return await response.text();
    };
    expect(await refuse("sk-wrong", "zh-CN,zh;q=0.9")).toContain("无效的令牌 (request id: ");
    expect(await refuse("sk-wrong", "en")).toContain("Invalid token (request id: ");
    const broke = await ask("chat", "403 code=insufficient_user_quota");
    expect(await broke.text()).toContain("用户额度不足");
  });

  it("passes the vendor's request id on with a whole answer, beside its own", async () => {
    const { headers } = await ask("chat", "none", { stream: false });
    expect(headers.get("x-request-id")).toMatch(/^req_\w+$/u);
    expect(headers.get("x-oneapi-request-id")).toMatch(/^\d{14}/u);
    const streamed = await ask("chat", "none");
    expect(streamed.headers.has("x-request-id")).toBe(false);
    await streamed.text();
    const whole = await ask("messages", "none", { stream: false });
    expect(whole.headers.get("request-id")).toMatch(/^req_\w+$/u);
  });
});
