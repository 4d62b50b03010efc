import { error } from "@cometapi/emulator";
import { expect, it } from "vitest";
import { findViolations } from "@cometapi/testing/browser";
import { openChat, screens } from "../../test/open-chat.ts";

it.each([
  ["desktop", "light"],
  ["phone", "dark"],
] as const)("axe finds nothing serious on a %s in %s colours", async (screen, scheme) => {
  const { page, emulator, say, isIdle, openMenu } = await openChat({
    context: { ...screens[screen], colorScheme: scheme, reducedMotion: "reduce" },
  });
  emulator.on("too many").reply(error(429));
  const check = async (state: string) => expect(await findViolations(page), state).toEqual([]);
  await check("the beginning");
  await say("What time is it in Europe/Oslo?");
  await isIdle();
  await page.getByText("Thoughts").first().click();
  await page.getByRole("region", { name: "Tool get_time" }).locator("summary").click();
  await say("Save a note. Title: Groceries. Text: bread, milk and tea.");
  await page.getByText("May this run?").waitFor();
  await check("a question and an answer");
  await say("too many");
  await page.getByRole("alert").waitFor();
  await check("a failure");
  await page.keyboard.press("Control+k");
  await page.getByRole("option").first().waitFor();
  await check("the models");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^Options/u }).click();
  await check("the options");
  await page.keyboard.press("Escape");
  await openMenu();
  await check("the conversations");
  await page.getByRole("button", { name: "Compare models" }).click();
  await say("Say one");
  await isIdle();
  await check("a comparison");
});

it("a violation is reported", async () => {
  const { page } = await openChat();
  await page.evaluate(`document.querySelector("h1").innerHTML = '<img src="/icon.svg">'`);
  expect(await findViolations(page)).toContainEqual(expect.stringMatching(/^image-alt/u));
});
