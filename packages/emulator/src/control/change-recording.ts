import { z } from "zod";
import type { EmulatorState } from "../emulator-state.ts";
import { openRelay } from "../recorder/open-relay.ts";

const choice = z.strictObject({
  folder: z.string().min(1),
  keepsPace: z.boolean().default(false),
  repeats: z.boolean().default(false),
});

/**
 * Answers from another folder of recordings from now on, or, without a choice, by the emulator again. Throws a
 * `TypeError` that says what is wrong with the choice; then nothing has changed.
 *
 * @param text JSON: `{ "folder": "…", "keepsPace": false, "repeats": false }`.
 */
export async function changeRecording(
  state: EmulatorState,
  text: string | undefined,
): Promise<void> {
  const next =
    text === undefined
      ? undefined
      : await openRelay({ record: undefined, replay: readChoice(text) });
  const former = state.relay;
  state.relay = next;
  await former?.close();
}

function readChoice(text: string): z.infer<typeof choice> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new TypeError("the body is no JSON.", { cause: error });
  }
  const result = choice.safeParse(parsed);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new TypeError(`the recording is wrong at ${issue?.path.join(".")}: ${issue?.message}`);
}
