import { useEmulator } from "@cometapi/testing/emulated";
import { createInMemoryFetch, jsonResponse, type ScriptedReply } from "@cometapi/testing";
import * as fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { CometAPIError } from "../errors/comet-api-error.ts";
import { Dispatcher } from "../transport/dispatcher.ts";
import { createVideo, getVideo } from "./create-video.ts";
import { downloadVideo } from "./download-video.ts";
import { mapVideoStatus } from "./map-video-status.ts";
import { isVideoJob, normalizeVideoJob } from "./normalize-video-job.ts";
import { waitForVideo, type VideoWaitOptions } from "./wait-for-video.ts";

const apiKey = "sk-test-0123456789abcdef";

function dispatcherWith(replies: readonly ScriptedReply[], settings: object = { maxRetries: 0 }) {
  const { fetch, requests } = createInMemoryFetch(replies);
  return { dispatcher: new Dispatcher({ apiKey, fetch, ...settings }), requests };
}

const job = (fields: object) => jsonResponse({ id: "v1", ...fields });

describe("createVideo", () => {
  it("sends a form with what is set", async () => {
    const { dispatcher, requests } = dispatcherWith([job({ status: "queued" })]);
    const result = await createVideo(
      dispatcher,
      {
        model: "cometapi/sora-2",
        prompt: "a cat",
        durationSeconds: 8,
        size: "1280x720",
        inputReference: { data: new Uint8Array([1]), mediaType: "image/png" },
        extraBody: { seed: 1 },
      },
      {},
    );
    const form = requests[0]?.body;
    if (!(form instanceof FormData)) throw new Error("expected a form");
    expect(requests[0]?.url).toBe("https://api.cometapi.com/v1/videos");
    expect(form.get("input_reference")).toMatchObject({ name: "inputReference.png" });
    form.delete("input_reference");
    expect([...form]).toEqual([
      ["model", "sora-2"],
      ["prompt", "a cat"],
      ["seconds", "8"],
      ["size", "1280x720"],
      ["seed", "1"],
    ]);
    expect(result).toMatchObject({ id: "v1", status: "queued", response: { status: 200 } });
  });

  it("is not sent twice unless the options say so: each one would be charged", async () => {
    const down = () =>
      jsonResponse(
        { error: { message: "down" } },
        { status: 502, headers: { "retry-after-ms": "1" } },
      );
    const { dispatcher, requests } = dispatcherWith([down, down, job({})], {});
    await expect(createVideo(dispatcher, { model: "x", prompt: "y" }, {})).rejects.toMatchObject({
      status: 502,
    });
    expect(requests).toHaveLength(1);
    await createVideo(dispatcher, { model: "x", prompt: "y" }, { maxRetries: 1 });
    expect(requests).toHaveLength(3);
  });

  it("throws the error that came in place of a job", async () => {
    const { dispatcher } = dispatcherWith([
      jsonResponse({ error: { message: "no channel", code: "model_not_found" } }),
    ]);
    await expect(createVideo(dispatcher, { model: "x", prompt: "y" }, {})).rejects.toMatchObject({
      code: "model-not-found",
    });
  });
});

describe("getVideo", () => {
  it("gives a failed job as a job", async () => {
    const { dispatcher, requests } = dispatcherWith([
      job({ status: "failed", error: { message: "no" } }),
    ]);
    await expect(getVideo(dispatcher, " a/b ", {})).resolves.toMatchObject({
      status: "failed",
      error: { code: undefined, message: "no" },
    });
    expect(requests[0]?.url).toBe("https://api.cometapi.com/v1/videos/a%2Fb");
  });

  it("refuses a blank id", async () => {
    const { dispatcher } = dispatcherWith([]);
    await expect(getVideo(dispatcher, " ", {})).rejects.toMatchObject({ code: "invalid-argument" });
    // @ts-expect-error callers without types pass this
    await expect(getVideo(dispatcher, undefined, {})).rejects.toMatchObject({
      code: "invalid-argument",
    });
  });
});

describe("downloadVideo", () => {
  const file = (type?: string) =>
    new Response(
      new Uint8Array([1]),
      type === undefined ? {} : { headers: { "content-type": type } },
    );
  const done = (fields: object = {}) => job({ status: "completed", ...fields });
  const expired = () => new Response("<Error><Code>AccessDenied</Code></Error>", { status: 403 });

  async function download(replies: readonly ScriptedReply[]) {
    const { dispatcher, requests } = dispatcherWith(replies);
    const result = await downloadVideo(dispatcher, "v1", {});
    const asked = requests.slice(1);
    return { ...result, asked: asked.map(({ url, headers }) => [url, "authorization" in headers]) };
  }

  it("takes the content of a job without an address, as MP4 where the service does not say", async () => {
    await expect(download([done(), file()])).resolves.toMatchObject({
      video: new Uint8Array([1]),
      mediaType: "video/mp4",
      asked: [["https://api.cometapi.com/v1/videos/v1/content", true]],
    });
  });

  it("takes the file at the address of the job first, without sending the key there", async () => {
    const video_url = "https://cdn.example/v.webm?sig=1";
    await expect(download([done({ video_url }), file("video/webm")])).resolves.toMatchObject({
      mediaType: "video/webm",
      asked: [[video_url, false]],
    });
  });

  it("sends the key to an address of CometAPI itself", async () => {
    const url = "https://api.cometapi.com/v1/videos/v1/content?variant=video";
    const { asked } = await download([done({ url }), file()]);
    expect(asked).toEqual([[url, true]]);
  });

  it("takes the content where the address has expired, and names the address where there is none", async () => {
    const video_url = "https://cdn.example/v.mp4";
    const { asked } = await download([done({ video_url }), expired, file()]);
    expect(asked).toEqual([
      [video_url, false],
      ["https://api.cometapi.com/v1/videos/v1/content", true],
    ]);
    const noContent = jsonResponse({ error: { message: "Invalid URL" } }, { status: 404 });
    await expect(download([done({ video_url }), expired, noContent])).rejects.toMatchObject({
      code: "invalid-request",
      message: expect.stringContaining("There is no file at https://cdn.example/v.mp4"),
    });
  });

  it("ends with the caller's reason while it takes the content in place of an expired address", async () => {
    const controller = new AbortController();
    const video_url = "https://cdn.example/v.mp4";
    const stop = () => {
      controller.abort("enough");
      return file();
    };
    const { dispatcher } = dispatcherWith([done({ video_url }), expired, stop]);
    await expect(downloadVideo(dispatcher, "v1", { signal: controller.signal })).rejects.toBe(
      "enough",
    );
  });

  it("asks nothing for a job it is given, and fetches none that failed", async () => {
    const { dispatcher, requests } = dispatcherWith([done(), file()]);
    const known = await getVideo(dispatcher, "v1", {});
    await downloadVideo(dispatcher, known, {});
    expect(requests).toHaveLength(2);
    await expect(download([job({ status: "failed", error: "too dark" })])).rejects.toMatchObject({
      message: "Video v1 failed: too dark",
    });
  });

  it.each([
    [
      "video/mp4",
      '{"error":{"message":"video is not ready","type":"invalid_request_error"}}',
      "invalid-request",
    ],
    [
      "application/octet-stream",
      '{"code":"task_not_exist","message":"task_not_exist","data":null}',
      "invalid-request",
    ],
    ["text/plain", "用户额度不足", "insufficient-balance"],
    ["text/plain", "come back", "invalid-response"],
    ["video/mp4", "<!DOCTYPE html><html></html>", "base-url"],
  ])("takes no error labelled %s for a video: %s", async (type, body, code) => {
    const reply = new Response(body, { headers: { "content-type": type } });
    await expect(download([done(), reply])).rejects.toMatchObject({ code });
  });
});

describe("waitForVideo", () => {
  const wait = (replies: readonly ScriptedReply[], options: VideoWaitOptions = {}) => {
    const { dispatcher, requests } = dispatcherWith(replies);
    const result = waitForVideo(dispatcher, "v1", { pollIntervalMs: 1, ...options });
    return { result, requests };
  };

  it("asks until the video is finished and tells of each step", async () => {
    const onProgress = vi.fn();
    const { result, requests } = wait(
      [
        job({ status: "queued" }),
        job({ status: "in_progress", progress: 50 }),
        job({ status: "succeed" }),
      ],
      { onProgress },
    );
    await expect(result).resolves.toMatchObject({ status: "completed", rawStatus: "succeed" });
    expect(requests).toHaveLength(3);
    expect(onProgress.mock.calls.map(([step]) => step.status)).toEqual(["queued", "in-progress"]);
  });

  it("is patient with a job that is so new that nobody knows it", async () => {
    const unknown = () =>
      jsonResponse({ error: { message: "x", code: "task_not_exist" } }, { status: 404 });
    await expect(wait([unknown, job({ status: "done" })]).result).resolves.toMatchObject({
      status: "completed",
    });
  });

  it.each([
    ["blocked by our moderation system", "content-filter"],
    ["internal problem", "server"],
  ])("throws when the video failed: %s", async (message, code) => {
    const { result } = wait([job({ status: "failed", error: { message, code: "x" } })]);
    await expect(result).rejects.toMatchObject({
      code,
      isRetryable: false,
      message: `Video v1 failed: ${message}`,
      vendorCode: "x",
      body: expect.stringContaining(message),
    });
  });

  it("throws when a job without a status has an error", async () => {
    const { result } = wait([job({ error: { message: "no" } })]);
    await expect(result).rejects.toMatchObject({ message: "Video v1 failed: no" });
  });

  it("throws with the status where a failed video gives no reason", async () => {
    const { result } = wait([job({ status: "cancelled" })]);
    await expect(result).rejects.toMatchObject({
      message: "Video v1 failed: its status is cancelled",
    });
  });

  it("asks a last time at the end of a wait that is shorter than its interval", async () => {
    const { result, requests } = wait([job({ status: "queued" }), job({ status: "succeed" })], {
      pollIntervalMs: 10_000,
      waitTimeoutMs: 50,
    });
    await expect(result).resolves.toMatchObject({ status: "completed" });
    expect(requests).toHaveLength(2);
  });

  it("gives up in time also while an answer does not come, and names its own option", async () => {
    const { result } = wait([job({ status: "queued" }), "never"], {
      waitTimeoutMs: 50,
      timeout: 60_000,
    });
    await expect(result).rejects.toMatchObject({
      code: "timeout",
      message: expect.stringMatching(/within 50 ms \(`waitTimeoutMs`\).*its status is queued/),
    });
  });

  it("throws what is wrong with an answer within the wait as it is", async () => {
    const { result } = wait(["never"], { waitTimeoutMs: 60_000, timeout: 20 });
    await expect(result).rejects.toMatchObject({
      code: "timeout",
      message: expect.stringContaining("`timeout`"),
    });
  });

  it("gives up in time, and says that the video goes on", async () => {
    const running = () => job({ status: "running" });
    const { result } = wait([running, running], { waitTimeoutMs: 30, pollIntervalMs: 60 });
    await expect(result).rejects.toMatchObject({
      code: "timeout",
      isRetryable: true,
      message: expect.stringMatching(/its status is running.*ask again/),
    });
    const unsaid = () => job({});
    await expect(
      wait([unsaid, unsaid], { waitTimeoutMs: 30, pollIntervalMs: 60 }).result,
    ).rejects.toMatchObject({
      message: expect.stringMatching(/\(`waitTimeoutMs`\)\. It goes on/),
    });
  });

  it("throws other errors at once, and the caller's abort reason as it is", async () => {
    const wrongKey = jsonResponse({ error: { message: "wrong key" } }, { status: 401 });
    await expect(wait([wrongKey]).result).rejects.toMatchObject({ code: "authentication" });
    const controller = new AbortController();
    const reason = new Error("enough");
    const { result } = wait([job({ status: "queued" })], {
      pollIntervalMs: 10_000,
      signal: controller.signal,
      onProgress: () => controller.abort(reason),
    });
    await expect(result).rejects.toBe(reason);
  });

  it.each([{ pollIntervalMs: 0 }, { waitTimeoutMs: Number.NaN }])("refuses %j", async (options) => {
    await expect(wait([], options).result).rejects.toMatchObject({ code: "invalid-argument" });
  });
});

describe("normalizeVideoJob", () => {
  it("reads the documented job", () => {
    const body = {
      id: "v1",
      object: "video",
      model: "sora-2",
      status: "completed",
      progress: 100,
      created_at: 1_700_000_000,
      expires_at: 1_700_086_400,
      video_url: "https://cdn.example/v.mp4",
      error: null,
    };
    expect(normalizeVideoJob(body)).toEqual({
      id: "v1",
      status: "completed",
      rawStatus: "completed",
      progressPercent: 100,
      error: undefined,
      url: "https://cdn.example/v.mp4",
      createdAt: new Date(1_700_000_000_000),
      expiresAt: new Date(1_700_086_400_000),
      model: "sora-2",
      raw: body,
    });
  });

  it("reads the gateway's envelope, its percent sign and its reason", () => {
    const body = {
      code: "success",
      data: { task_id: 17, status: "FAILURE", progress: "45%", fail_reason: "too dark" },
    };
    expect(normalizeVideoJob(body)).toMatchObject({
      id: "17",
      status: "failed",
      progressPercent: 45,
      error: { code: undefined, message: "too dark" },
      raw: body,
    });
  });

  it.each([
    [
      "Kling",
      {
        code: 0,
        message: "SUCCEED",
        request_id: "r",
        data: {
          task_id: "t",
          task_status: "succeed",
          task_result: { videos: [{ id: "1", url: "https://a/b" }] },
        },
      },
      { id: "t", status: "completed", rawStatus: "succeed", url: "https://a/b" },
    ],
    [
      "Kling, refused",
      {
        code: 0,
        message: "SUCCEED",
        data: { task_id: "t", task_status: "failed", task_status_msg: "risk control" },
      },
      { status: "failed", error: { message: "risk control" } },
    ],
    [
      "Grok",
      {
        request_id: "r",
        status: "done",
        progress: 100,
        video: { url: "https://a/b", duration: 1 },
      },
      { id: "r", status: "completed", url: "https://a/b" },
    ],
    [
      "Grok in the gateway's record, whose reason of failure is the address",
      {
        code: "success",
        data: {
          task_id: "t",
          status: "SUCCESS",
          progress: "100%",
          fail_reason: "https://a/b",
          data: { status: "done" },
        },
      },
      { id: "t", status: "completed", rawStatus: "done", error: undefined, url: "https://a/b" },
    ],
    [
      "a record whose vendor says at the end that it failed",
      {
        code: "success",
        data: { task_id: "t", status: "SUCCESS", data: { status: "failed", error: "no" } },
      },
      { status: "failed", error: { message: "no" } },
    ],
    [
      "a record that waits for what its vendor has finished",
      { data: { task_id: "t", status: "IN_PROGRESS", data: { status: "succeeded" } } },
      { status: "in-progress", rawStatus: "IN_PROGRESS" },
    ],
    [
      "a failed record that says why on its envelope",
      {
        code: "fail",
        message: "prompt refused",
        data: { task_id: "t", status: "FAILURE", fail_reason: "" },
      },
      { status: "failed", error: { code: "fail", message: "prompt refused" } },
    ],
    [
      "Seedance",
      { id: "t", task_id: "t", status: "SUCCESS", video_url: "https://a/b" },
      { status: "completed", url: "https://a/b" },
    ],
    [
      "Volcengine",
      { id: "t", status: "succeeded", content: { video_url: "https://a/b" } },
      { url: "https://a/b" },
    ],
    [
      "Flux",
      { id: "t", status: "Ready", result: { sample: "https://a/b" } },
      { status: "completed", url: "https://a/b" },
    ],
    ["Flux, held back", { id: "t", status: "Content Moderated" }, { status: "failed" }],
    [
      "a new word beside an error",
      { id: "t", status: "BROKEN", error: { message: "no" } },
      { status: "failed" },
    ],
    [
      "an error of no known shape",
      { id: "t", error: { why: [1] } },
      { status: "failed", error: { message: '{"why":[1]}' } },
    ],
  ])("reads %s", (_family, body, expected) => {
    expect(normalizeVideoJob(body)).toMatchObject(expected);
  });

  it.each([
    [{ video_url: { url: "https://a/b" } }, "https://a/b"],
    [{ result_url: "https://" }, undefined],
    [{ metadata: { url: "https://a/b" } }, "https://a/b"],
    [{ output: ["https://a/b"] }, "https://a/b"],
    [{ output: "https://a/b" }, "https://a/b"],
    [{ url: "javascript:alert(1)" }, undefined],
    [{ url: "" }, undefined],
  ])("finds the address in %j", (fields, url) => {
    expect(normalizeVideoJob({ id: "v1", ...fields }).url).toBe(url);
  });

  it("goes by the address where no status is said", () => {
    expect(normalizeVideoJob({ id: "v1" }).status).toBe("queued");
    expect(normalizeVideoJob({ id: "v1", url: "https://a/b" }).status).toBe("completed");
  });

  it.each([
    ["no", { code: undefined, message: "no" }],
    [{ code: 7 }, { code: "7", message: "7" }],
    [{}, undefined],
    [[], undefined],
  ])("reads the error %j", (error, expected) => {
    expect(normalizeVideoJob({ id: "v1", error }).error).toEqual(expected);
  });

  it("keeps progress within a percentage and has no date for a time that is none", () => {
    expect(normalizeVideoJob({ id: "v1", progress: 250, created_at: 1e300 })).toMatchObject({
      progressPercent: 100,
      createdAt: undefined,
    });
  });

  it("refuses an answer without an id", () => {
    for (const body of [{}, null, [], { data: {} }]) {
      expect(() => normalizeVideoJob(body)).toThrow(/no video `id`/);
    }
  });

  it("throws nothing but its own error, whatever JSON comes", () => {
    const names = [
      "id",
      "status",
      "progress",
      "error",
      "video_url",
      "output",
      "metadata",
      "created_at",
      "data",
    ];
    const body = fc.record(Object.fromEntries(names.map((name) => [name, fc.jsonValue()])), {
      requiredKeys: [],
    });
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), body), (value) => {
        try {
          normalizeVideoJob(value);
        } catch (error) {
          if (!CometAPIError.isInstance(error)) throw error;
        }
      }),
    );
  });
});

describe("isVideoJob", () => {
  it("tells a job from a bare error", () => {
    expect(isVideoJob({ task_id: "a" })).toBe(true);
    expect(isVideoJob({ id: null, error: { message: "no" } })).toBe(false);
  });
});

describe("mapVideoStatus", () => {
  it.each([
    ["NOT_START", "queued"],
    ["In Progress", "in-progress"],
    ["in-progress", "in-progress"],
    ["succeed", "completed"],
    ["SUCCESS", "completed"],
    ["FAILURE", "failed"],
    ["Queueing", "queued"],
    ["polishing", undefined],
    ["constructor", undefined],
  ])("reads %s as %s", (rawStatus, status) => {
    expect(mapVideoStatus(rawStatus)).toBe(status);
  });
});

describe("video over HTTP", () => {
  const emulator = useEmulator();

  it.each(["sora-2", "kling"])("makes, awaits and fetches a video of %s", async (model) => {
    const dispatcher = new Dispatcher({ apiKey, baseURL: emulator.url, maxRetries: 0 });
    const { id, status } = await createVideo(dispatcher, { model, prompt: "a cat" }, {});
    expect(status).toBe("queued");
    const done = await waitForVideo(dispatcher, id, { pollIntervalMs: 1 });
    expect(done).toMatchObject({ id, status: "completed", url: expect.stringMatching(/^http/) });
    const { video, mediaType } = await downloadVideo(dispatcher, id, {});
    expect(video.length).toBeGreaterThan(100);
    expect(mediaType).toMatch(/^video\//);
  });
});
