import { expect, it } from "vitest";
import { findSecret } from "./find-secret.ts";

const secret = "sk-q7Xv2LmZp9RtK4wYb8Nc3HdF";

it("finds nothing in an error that holds nothing", () => {
  expect(
    findSecret(new Error("401: the key was refused", { cause: new Error("no") }), secret),
  ).toEqual([]);
});

it.each([
  ["the message", new Error(`refused ${secret}`)],
  ["a cause's cause", new Error("a", { cause: new Error("b", { cause: new Error(secret) }) })],
  ["the stack", Object.assign(new Error("a"), { stack: `Error: a\n at ${secret}` })],
  [
    "a hidden property",
    Object.defineProperty(new Error("a"), "request", { value: { key: secret } }),
  ],
  ["a property named by a symbol", Object.assign(new Error("a"), { [Symbol("x")]: secret })],
  ["headers", Object.assign(new Error("a"), { headers: new Headers({ authorization: secret }) })],
  ["toJSON", Object.assign(new Error("a"), { toJSON: () => ({ key: secret }) })],
])("finds the secret in %s", (_where, error) => {
  expect(findSecret(error, secret)).toEqual([secret]);
});

it("finds a piece that a mask left uncovered", () => {
  expect(findSecret(new Error("key sk-q7Xv2L****3HdF is wrong"), secret)).toEqual(["sk-q7Xv2L"]);
});

it("ends on an error that contains itself", () => {
  const error: Error & { self?: unknown } = new Error("a");
  error.self = error;
  expect(findSecret(error, secret)).toEqual([]);
});
