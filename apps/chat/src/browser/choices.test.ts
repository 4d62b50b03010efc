import { describe, expect, it } from "vitest";
import { openChat, screens } from "../../test/open-chat.ts";

it.each(["desktop", "phone"] as const)(
  "changes model and API within a conversation on a %s",
  async (screen) => {
    const { page, emulator, say, choose, isIdle } = await openChat({ context: screens[screen] });
    await say("Say one");
    await isIdle();
    await choose("claude-sonnet-5");
    await say("Say two");
    await isIdle();
    await page.getByRole("button", { name: /^Options/u }).click();
    await page.getByLabel("API").selectOption("Chat Completions");
    await page.getByLabel("Effort").selectOption("high");
    await page.keyboard.press("Escape");
    await say("Say three");
    await isIdle();
    expect(
      emulator.requests.filter(({ method }) => method === "POST").map(({ path }) => path),
    ).toEqual(["/v1/responses", "/v1/messages", "/v1/chat/completions"]);
    expect(emulator.requests.at(-1)?.body).toMatchObject({ model: "claude-sonnet-5" });
    const figures = page.locator("article footer");
    expect(await figures.nth(0).textContent()).toContain("gpt-5 · responses");
    expect(await figures.nth(1).textContent()).toContain("claude-sonnet-5 · messages");
  },
);

it("finds models by vendor and by what they take, and remembers the choice", async () => {
  const { page, choose } = await openChat();
  await page.keyboard.press("Control+k");
  const search = page.getByRole("combobox", { name: "Search models" });
  await search.fill("anthropic image");
  const option = page.getByRole("option", { name: /claude-sonnet-5/u }).first();
  expect(await option.textContent()).toMatch(/1M\$1\.60 \/ \$8\.00/u);
  await search.fill("no such model");
  await page.getByText("No model fits.").waitFor();
  await page.keyboard.press("Escape");
  await choose("gemini-3-flash");
  await page.reload();
  await page.getByRole("button", { name: "Model gemini-3-flash" }).waitFor();
});

it("explains which API `auto` takes, and why", async () => {
  const { page, choose } = await openChat();
  await choose("claude-sonnet-5");
  await page.getByRole("button", { name: /^Options/u }).click();
  await page.getByText("claude-sonnet-5 is asked by Anthropic Messages.").waitFor();
});

describe("the cost of a conversation", () => {
  it("is the sum of its answers", async () => {
    const { page, say, isIdle } = await openChat();
    await say("Say one");
    await isIdle();
    const first = await page.getByRole("button", { name: /^Options/u }).textContent();
    await page.getByRole("button", { name: "Answer again" }).click();
    await isIdle();
    await expect
      .poll(async () => toUSD(await page.getByRole("button", { name: /^Options/u }).textContent()))
      .toBeCloseTo(2 * toUSD(first), 4);
  });

  it("stays within its budget: what may cost more is not sent", async () => {
    const { page, emulator, say, isIdle } = await openChat();
    await page.getByRole("button", { name: /^Options/u }).click();
    await page.getByLabel("Budget").fill("0.000001");
    await page.keyboard.press("Escape");
    await say("Say one");
    await page.getByRole("alert").getByText("Raise the budget").waitFor();
    await isIdle();
    expect(emulator.requests.filter(({ method }) => method === "POST")).toEqual([]);
    await page.getByRole("button", { name: /^Options/u }).click();
    await page.getByLabel("Budget").fill("100");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Retry" }).click();
    await page.getByRole("alert").waitFor({ state: "detached" });
    await isIdle();
    expect(emulator.requests.filter(({ method }) => method === "POST")).toHaveLength(1);
  });
});

function toUSD(text: string | null): number {
  return Number(/\$(\d[\d.]*)/u.exec(text ?? "")?.[1]);
}
