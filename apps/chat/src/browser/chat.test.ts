import { expect, it } from "vitest";
import { openChat } from "../testing/open-chat.ts";

it("answers, shows the answer as Markdown and tells what it used", async () => {
  const { page, emulator, say, isIdle } = await openChat();
  emulator.on("hello").reply("Hello **Ada**!");
  await say("hello");
  await isIdle();
  const answer = page.getByRole("article", { name: "Answer" });
  expect(await answer.locator("strong, [data-streamdown=strong]").textContent()).toBe("Ada");
  expect(await answer.getByRole("contentinfo").or(answer.locator("footer")).textContent()).toMatch(
    /gpt-5-mini · responses · \d+ in · \d+ out/u,
  );
});
