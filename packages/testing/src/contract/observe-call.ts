import type { ContractPart } from "./contract-adapter.ts";
import { failAfter, promptlyMs } from "./promptly.ts";

/** Reads a stream to its end. */
export async function readAll(stream: AsyncIterable<ContractPart>): Promise<ContractPart[]> {
  const parts: ContractPart[] = [];
  for await (const part of stream) parts.push(part);
  return parts;
}

/** Reads a stream up to its first piece of text, then leaves it. */
export async function firstText(stream: AsyncIterable<ContractPart>): Promise<string> {
  const reading = (async () => {
    for await (const part of stream) if (part.type === "text") return part.text;
    throw new Error("The stream had no text.");
  })();
  return Promise.race([reading, failAfter(promptlyMs, "No text came.")]);
}

/** The error of a call that must fail. */
export async function failureOf(call: Promise<unknown>): Promise<unknown> {
  try {
    await call;
  } catch (error) {
    return error;
  }
  throw new Error("The call should have failed.");
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
