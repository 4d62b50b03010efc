import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { answerOf, endless, isKept, openChat } from "../../test/open-chat.ts";

it("finds the conversations again after a reload, with branches and failures", async () => {
  const { page, emulator, say, isIdle } = await openChat();
  emulator.on("hello").reply("The first one.").reply("The second one.");
  await say("hello");
  await isIdle();
  await page.getByRole("button", { name: "Answer again" }).click();
  await page.getByText("The second one.").waitFor();
  await isIdle();
  await isKept(page, "The second one.");
  await page.reload();
  await page.getByRole("button", { name: "hello", exact: true }).click();
  await page.getByText("The second one.").waitFor();
  await page.getByRole("button", { name: "Version before" }).click();
  await page.getByText("The first one.").waitFor();
});

it("finds the partial answer that a reload cut off", async () => {
  const { page, emulator, say } = await openChat();
  emulator.on("hello").reply(endless);
  await say("hello");
  await answerOf(page).getByText("Once").waitFor();
  await isKept(page, "Once more");
  await page.reload();
  await page.getByRole("button", { name: "hello", exact: true }).click();
  await answerOf(page).getByText("The answer was stopped before its end.").waitFor();
  expect(await answerOf(page).textContent()).toContain("Once");
});

it("searches, deletes, exports and imports conversations", async () => {
  const { page, emulator, say, isIdle, notesFolder } = await openChat();
  emulator.on("apples").reply("Apples are round.");
  emulator.on("pears").reply("Pears are not.");
  for (const text of ["apples", "pears"]) {
    await page.keyboard.press("Control+Shift+O");
    await say(text);
    await isIdle();
    await isKept(page, `${text[0]?.toUpperCase()}${text.slice(1)} are`);
  }
  const search = page.getByRole("searchbox", { name: "Search conversations" });
  await search.fill("round");
  await page.getByRole("button", { name: "pears", exact: true }).waitFor({ state: "detached" });
  expect(await page.getByRole("button", { name: "apples", exact: true }).count()).toBe(1);
  await search.fill("");

  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export" }).click();
  const file = path.join(notesFolder, "conversations.json");
  await (await download).saveAs(file);
  expect(await readFile(file, "utf8")).toContain("Apples are round.");

  await page.getByRole("button", { name: "Delete apples" }).click({ force: true });
  await page.getByRole("button", { name: "apples", exact: true }).waitFor({ state: "detached" });
  const input = page.locator("nav input[type=file]");
  await input.setInputFiles({
    name: "else.json",
    mimeType: "application/json",
    buffer: Buffer.from("{}"),
  });
  await page.getByText("This file holds no conversations of this chat.").waitFor();
  await input.setInputFiles(file);
  await page.getByRole("button", { name: "apples", exact: true }).click();
  await page.getByText("Apples are round.").waitFor();
});
