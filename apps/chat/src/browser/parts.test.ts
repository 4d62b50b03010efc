import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { answerOf, openChat } from "../../test/open-chat.ts";

const pixel =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";
const note = "Save a note. Title: Groceries. Text: bread, milk and tea.";

it("shows the reasoning of a model, open while it reasons and folded once it answers", async () => {
  const { page, emulator, say, isIdle } = await openChat();
  emulator
    .on("hello")
    .reply({ reasoning: "A greeting, so I greet. ".repeat(12), text: "Hello!", delayMs: 30 });
  await say("hello");
  await page.getByText("Thinking …").waitFor();
  await page.getByText("A greeting").waitFor();
  await isIdle();
  expect(await page.getByText("A greeting").isVisible()).toBe(false);
  await page.getByText("Thoughts").click();
  expect(await page.getByText("A greeting").isVisible()).toBe(true);
});

it("shows a tool's input and its result", async () => {
  const { page, say, isIdle } = await openChat();
  await say("What time is it in Europe/Oslo?");
  await isIdle();
  const call = page.getByRole("region", { name: "Tool get_time" });
  await call.getByText("Done").click();
  expect(await call.textContent()).toMatch(/Input.*"timeZone": "Europe\/Oslo".*Result.*"time":/su);
});

it("asks before a tool writes a file, and goes on after approval", async () => {
  const { page, say, isIdle, notesFolder } = await openChat();
  await say(note);
  await page.getByText("May this run?").waitFor();
  expect(await readdir(notesFolder)).toEqual([]);
  await page.getByRole("button", { name: "Allow" }).click();
  await page.getByRole("region", { name: "Tool save_note" }).getByText("Done").waitFor();
  await isIdle();
  const [file = ""] = await readdir(notesFolder);
  expect(await readFile(path.join(notesFolder, file), "utf8")).toMatch(/bread/u);
});

it("runs no tool that is denied, and reports that to the model", async () => {
  const { page, say, isIdle, notesFolder, emulator } = await openChat();
  await say(note);
  await page.getByRole("button", { name: "Deny" }).click();
  await page.getByRole("region", { name: "Tool save_note" }).getByText("Denied").waitFor();
  await isIdle();
  expect(emulator.requests.filter(({ method }) => method === "POST")).toHaveLength(2);
  expect(await readdir(notesFolder)).toEqual([]);
});

it("searches the web with the vendor's own tool and lists its sources", async () => {
  const { page, say, isIdle } = await openChat();
  await page.getByRole("button", { name: "Search", exact: true }).click();
  await say("Who won the regatta of Bergen?");
  await isIdle();
  const source = page.getByRole("navigation", { name: "Sources" }).getByRole("link");
  expect(await source.getAttribute("href")).toMatch(/^https:\/\/example\.com\//u);
});

it("sends files that are chosen, pasted and dropped", async () => {
  const { page, say, isIdle, emulator } = await openChat();
  const buffer = Buffer.from(pixel, "base64");
  await page.locator("form input[type=file]").setInputFiles([
    { name: "chosen.png", mimeType: "image/png", buffer },
    { name: "paper.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4 (hello) Tj") },
  ]);
  await page.getByText("paper.pdf").waitFor();
  await page.getByRole("textbox", { name: "Message" }).evaluate((target, base64) => {
    const transferOf = (name: string): DataTransfer => {
      const transfer = new DataTransfer();
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      transfer.items.add(new File([bytes], name, { type: "image/png" }));
      return transfer;
    };
    const about = { bubbles: true, cancelable: true };
    target.dispatchEvent(
      new ClipboardEvent("paste", { ...about, clipboardData: transferOf("pasted.png") }),
    );
    target.dispatchEvent(
      new DragEvent("drop", { ...about, dataTransfer: transferOf("dropped.png") }),
    );
  }, pixel);
  await page.getByText("dropped.png").waitFor();
  await page.getByRole("button", { name: "Remove chosen.png" }).click();
  emulator.on("What").reply("I see.");
  await say("What is in these files?");
  await page.getByText("I see.").waitFor();
  await isIdle();
  expect(await page.getByRole("article", { name: "Your message" }).getByRole("img").count()).toBe(
    2,
  );
  const sent = JSON.stringify(emulator.requests.at(-1)?.body);
  expect(sent.split(pixel)).toHaveLength(3);
  expect(sent).toContain("paper.pdf");
});

it("refuses files of a kind that no model reads", async () => {
  const { page } = await openChat();
  await page
    .locator("form input[type=file]")
    .setInputFiles([
      { name: "archive.zip", mimeType: "application/zip", buffer: Buffer.from("PK") },
    ]);
  await page.getByText("archive.zip is not an image, a PDF or a text.").waitFor();
});

it.each([
  ["gpt-image-1", "img[alt='Generated image']", "naturalWidth"],
  ["tts-1", "audio", "duration"],
])("shows what %s makes", async (model, element, size) => {
  const { page, say, choose } = await openChat();
  await choose(model);
  await say("A comet above the sea");
  const media = answerOf(page).locator(element);
  await media.waitFor();
  await expect
    .poll(() => media.evaluate((node, name) => Reflect.get(node, name), size))
    .toBeGreaterThan(0);
});
