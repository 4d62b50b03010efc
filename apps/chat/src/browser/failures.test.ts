import { fault } from "@cometapi/emulator";
import { describe, expect, it } from "vitest";
import { answerOf, endless, openChat } from "../../test/open-chat.ts";

it("says what to do about a wrong key, and never shows a key", async () => {
  const { page, say } = await openChat({ apiKey: "sk-wrong-key-of-nobody" });
  await say("hello");
  const card = page.getByRole("alert");
  await card.getByText("Authentication · 401").waitFor();
  expect(await card.textContent()).toMatch(/COMETAPI_KEY.*Request id \w{10}/u);
  expect(await page.content()).not.toContain("sk-wrong-key");
});

it("keeps a partial answer when its own server is lost, and goes on when that is back", async () => {
  const { page, emulator, server, say } = await openChat({
    allowedErrors: /Failed to load resource|ERR_|net::/u,
  });
  emulator.on("hello").reply(endless);
  await say("hello");
  await answerOf(page).getByText("Once").waitFor();
  if ("closeAllConnections" in server) server.closeAllConnections();
  await page.getByRole("alert").getByText("npm run chat").waitFor();
  expect(await answerOf(page).textContent()).toContain("Once");
  emulator.on("hello").reply("Here I am again.");
  await page.getByRole("button", { name: "Retry" }).click();
  await page.getByText("Here I am again.").waitFor();
  expect(await page.getByRole("alert").count()).toBe(0);
});

it.each([
  ["upstream-lost after=6", false],
  ["second-answer after=6", false],
  ["usage-beside", true],
])("keeps a partial answer of %s, and says whether it is whole: %s", async (name, isWhole) => {
  const { page, emulator, say, isIdle } = await openChat();
  emulator.on("Say").reply(fault(name));
  for (const api of ["chat", "responses"]) {
    await page.keyboard.press("Control+Shift+O");
    await page.getByRole("button", { name: /^Options/u }).click();
    await page.getByLabel("API").selectOption(api);
    await page.keyboard.press("Escape");
    await say("Say all the words of this long sentence in order");
    await answerOf(page).locator("footer").waitFor();
    await isIdle();
    const told = page.getByRole("alert").or(page.getByRole("note"));
    expect(await told.allTextContents(), api).toEqual(
      isWhole ? [] : [expect.stringMatching(/cut off|broke off/u)],
    );
  }
});

it.each(["stall after=14", "stall after=14 keep-alive=20ms"])(
  "keeps a partial answer that is stopped during a silence: %s",
  async (name) => {
    const { page, emulator, say, isIdle } = await openChat();
    emulator.on("Say").reply(fault(name));
    await say("Say all the words of this long sentence in order");
    await answerOf(page).getByText("all").waitFor();
    await page.getByRole("button", { name: "Stop" }).click();
    await isIdle();
    await answerOf(page).getByText("The answer was stopped before its end.").waitFor();
    expect(await answerOf(page).textContent()).toContain("all");
    await expect.poll(() => emulator.requests.at(-1)?.outcome).toBe("client-closed");
  },
);

describe("a failure of the service", () => {
  it.each([
    [
      "is shown as a card with advice",
      [
        "429 retry-after-ms=1",
        "500",
        "503 as=event-stream",
        "503 retry-after=1",
        "403 code=insufficient_user_quota",
        "reset",
        "html",
        "redirect",
        "error-in-stream after=3",
        "bare-error after=3",
        "cut after=3",
        "end-early after=3",
      ],
      "alert",
    ],
    [
      "is no failure if the whole answer arrives",
      [
        "delay 50ms",
        "ping every=10ms before=30ms",
        "drip bytes=16 every=1ms",
        "wrong-content-type",
        "malformed-frame after=3",
      ],
      "none",
    ],
  ])("%s: %j", async (_, faults, role) => {
    const { page, emulator, say, isIdle } = await openChat();
    for (const name of faults) {
      emulator.reset();
      emulator.on("Say").reply(fault(name));
      await page.keyboard.press("Control+Shift+O");
      await page.getByRole("heading", { name: "What would you like to know?" }).waitFor();
      await say("Say all the words of this long sentence in order");
      await answerOf(page).locator("footer").waitFor();
      await isIdle();
      const cards = await page.getByRole("alert").allTextContents();
      expect(cards.length, name).toBe(role === "alert" ? 1 : 0);
      if (role === "alert") expect(cards[0], name).toMatch(/retry|top up|choose|check/iu);
      else expect(await answerOf(page).textContent(), name).toContain("all the words");
    }
  });
});
