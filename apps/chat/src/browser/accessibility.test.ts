import { describe, expect, it } from "vitest";
import { findViolations } from "../testing/find-violations.ts";
import { openChat, screens } from "../testing/open-chat.ts";

describe.each(["desktop", "phone"] as const)("on a %s", (screen) => {
  it.each(["light", "dark"] as const)("axe finds nothing serious in %s colours", async (scheme) => {
    const { page, say, isIdle } = await openChat({
      context: { ...screens[screen], colorScheme: scheme },
    });
    expect(await findViolations(page)).toEqual([]);
    await say("What time is it in Europe/Oslo?");
    await isIdle();
    await page.getByText("Thoughts").first().click();
    await page.getByRole("region", { name: "Tool get_time" }).locator("summary").click();
    expect(await findViolations(page)).toEqual([]);
  });
});
