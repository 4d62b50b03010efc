import { error } from "@cometapi/emulator";
import { expect, it } from "vitest";
import { openChat, screens } from "../../test/open-chat.ts";

it.each(["desktop", "phone"] as const)("asks several models at once on a %s", async (screen) => {
  const { page, emulator, say, isIdle, openMenu } = await openChat({ context: screens[screen] });
  emulator.on().reply((request) => `I am ${request.model}.`);
  await openMenu();
  await page.getByRole("button", { name: "Compare models" }).click();
  await page.getByRole("button", { name: "Add a model" }).click();
  const column = (number: number) => page.getByRole("region", { name: `Column ${number}` });
  await column(2)
    .getByRole("button", { name: /^Model/u })
    .click();
  await page.getByRole("dialog", { name: "Models" }).getByRole("combobox").fill("claude-sonnet-5");
  await page.getByRole("option", { name: /claude-sonnet-5/u }).click();
  await say("Who are you?");
  await column(1).getByText("I am gpt-5.").waitFor();
  await column(2).getByText("I am claude-sonnet-5.").waitFor();
  await column(3).getByText("I am gpt-5.").waitFor();
  await isIdle();
  expect(await column(2).locator("dl").textContent()).toMatch(
    /First token\d.* sTokens\/s\d+Cost\$0\.\d+/u,
  );
  await column(2).getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: "Model claude-sonnet-5" }).waitFor();
  await say("And now?");
  await page.getByText("I am claude-sonnet-5.").nth(1).waitFor();
});

it("shows the failure of one model beside the answers of others", async () => {
  const { page, emulator, say, isIdle } = await openChat();
  emulator.on().reply("Here.");
  emulator.on({ model: "gpt-5" }).reply(error(400));
  await page.getByRole("button", { name: "Compare models" }).click();
  await say("Who are you?");
  await page.getByRole("region", { name: "Column 1" }).getByRole("alert").waitFor();
  await page.getByRole("region", { name: "Column 2" }).getByText("Here.").waitFor();
  await isIdle();
});
