import { describe, expect, it } from "vitest";
import { toCamelCase, toSnakeCase } from "./to-snake-case.ts";

describe("names of members", () => {
  const camel = { maxUses: 1, list: [{ userLocation: null }], mediaType: "image/png", a1b: true };
  const snake = {
    max_uses: 1,
    list: [{ user_location: null }],
    media_type: "image/png",
    a1b: true,
  };

  it("are spelt in snake_case at every depth", () => {
    expect(toSnakeCase(camel)).toEqual(snake);
  });

  it("are spelt in camelCase at every depth", () => {
    expect(toCamelCase(snake)).toEqual(camel);
  });

  it("stay as they are where they are the user's own", () => {
    const opaque = new Set(["env"]);
    expect(toSnakeCase({ workDir: { env: { homeDir: "/" } } }, opaque)).toEqual({
      work_dir: { env: { homeDir: "/" } },
    });
    expect(toCamelCase({ env: { home_dir: "/" } }, opaque)).toEqual({ env: { home_dir: "/" } });
  });

  it("without a value are left out", () => {
    expect(toSnakeCase({ maxUses: undefined })).toEqual({});
  });
});
