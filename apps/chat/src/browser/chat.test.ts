import { describe, expect, it } from "vitest";
import { answerOf, endless, messageOf, openChat, screens } from "../../test/open-chat.ts";

describe.each(["desktop", "phone"] as const)("a conversation on a %s", (screen) => {
  const options = { context: screens[screen] };

  it("shows the answer as Markdown while it streams, and what it used", async () => {
    const { page, emulator, say, isIdle } = await openChat(options);
    emulator
      .on("hello")
      .reply({ pieces: ["Hello ", "**Ada**", "!", " And".repeat(60)], delayMs: 250 });
    await say("hello");
    await page.getByText("Ada").waitFor();
    expect(await page.getByRole("button", { name: "Stop" }).isVisible()).toBe(true);
    await isIdle();
    expect(
      await answerOf(page)
        .getByText("Ada")
        .evaluate((ada) => ada.tagName),
    ).not.toBe("P");
    expect(await answerOf(page).locator("footer").textContent()).toMatch(
      /gpt-5 · responses · \d+ in · \d+ out .*\$0\.\d+ · first after .* s · done in .* s/u,
    );
  });

  it("stops, keeps what came, and closes the connection to the service", async () => {
    const { page, emulator, say, isIdle } = await openChat(options);
    emulator.on("hello").reply(endless);
    await say("hello");
    await answerOf(page).getByText("Once").waitFor();
    await page.getByRole("button", { name: "Stop" }).click();
    await isIdle();
    await answerOf(page).getByText("The answer was stopped before its end.").waitFor();
    expect(await answerOf(page).textContent()).toContain("Once");
    await expect.poll(() => emulator.requests.at(-1)?.outcome).toBe("client-closed");
  });

  it("answers again and keeps both answers", async () => {
    const { page, emulator, say, isIdle } = await openChat(options);
    emulator.on("hello").reply("The first one.").reply("The second one.");
    await say("hello");
    await isIdle();
    await page.getByRole("button", { name: "Answer again" }).click();
    await page.getByText("The second one.").waitFor();
    await isIdle();
    await page.getByRole("button", { name: "Version before" }).click();
    await page.getByText("The first one.").waitFor();
    expect(await page.getByText("The second one.").count()).toBe(0);
  });

  it("asks an edited question on a branch of its own", async () => {
    const { page, emulator, say, isIdle } = await openChat(options);
    emulator.on().reply((request) => `You said: ${request.text}`);
    await say("one");
    await page.getByText("You said: one").waitFor();
    await isIdle();
    await say("two");
    await page.getByText("You said: two").waitFor();
    await isIdle();
    await messageOf(page, "one").getByRole("button", { name: "Edit message" }).click();
    await page.getByRole("textbox", { name: "Edit message" }).fill("uno");
    await page.getByRole("button", { name: "Send", exact: true }).first().click();
    await page.getByText("You said: uno").waitFor();
    await isIdle();
    expect(await page.getByText("You said: two").count()).toBe(0);
    await messageOf(page, "uno").getByRole("button", { name: "Version before" }).click();
    await page.getByText("You said: two").waitFor();
  });
});

it("can be used with the keyboard alone", async () => {
  const { page, emulator, isIdle } = await openChat();
  emulator.on().reply((request) => `${request.model} heard: ${request.text}`);
  await page.keyboard.press("/");
  await page.keyboard.type("one");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.type("two");
  await page.keyboard.press("Enter");
  await page.getByText("gpt-5 heard: one").waitFor();
  await isIdle();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("claude-sonnet-5");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+Shift+O");
  await page.getByRole("heading", { name: "What would you like to know?" }).waitFor();
  await page.keyboard.press("/");
  await page.keyboard.type("three");
  await page.keyboard.press("Enter");
  await page.getByText("claude-sonnet-5 heard: three").waitFor();
});

it("writes right to left where the words do", async () => {
  const { page, emulator, say } = await openChat();
  emulator.on().reply("أهلاً بك في المحادثة");
  await say("مرحبا");
  const paragraph = answerOf(page).getByText("أهلاً");
  await paragraph.waitFor();
  expect(await paragraph.evaluate((element) => getComputedStyle(element).direction)).toBe("rtl");
});
