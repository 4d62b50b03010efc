import { Hono } from "hono";
import { clearEmulatorState, type EmulatorState } from "../emulator-state.ts";
import type { EmulatorEnv } from "../http/exchange.ts";
import { parseScenario } from "../scripting/parse-scenario.ts";
import { changeRecording } from "./change-recording.ts";
import { requireControlToken } from "./require-control-token.ts";

/** The path of the control endpoint. */
export const controlPath = "/emulator";

/**
 * The control endpoint, for tests that cannot reach into the process: scripts, journal, reset, recordings. A mistake is
 * a 400 whose `error.message` says what is wrong.
 */
export function createControlRoutes(state: EmulatorState, token: string): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>();
  app.use(requireControlToken(token));
  app.get("/requests", (context) => context.json(state.journal.requests));
  app.post("/scripts", async (context) => {
    const steps = parseScenario(await context.req.text());
    // The latest script wins, so the scripts are set in reverse: the first of the list wins.
    for (const { match, replies } of steps.toReversed()) {
      const script = state.scripts.on(match);
      for (const reply of replies) script.reply(reply);
    }
    return context.json({ scripts: steps.length });
  });
  app.post("/reset", (context) => {
    clearEmulatorState(state);
    return context.json({ reset: true });
  });
  app.get("/recording", (context) => context.json(state.relay?.describe() ?? null));
  app.put("/recording", async (context) => {
    await changeRecording(state, await context.req.text());
    return context.json(state.relay?.describe() ?? null);
  });
  app.delete("/recording", async (context) => {
    await changeRecording(state, undefined);
    return context.json(null);
  });
  app.all("*", (context) =>
    context.json(
      toBody(
        `there is no ${context.req.method} ${context.req.path}; there are GET /requests, POST /scripts, POST /reset, and GET, PUT, DELETE /recording under ${controlPath}.`,
      ),
      404,
    ),
  );
  app.onError((error, context) => context.json(toBody(error.message), 400));
  return app;
}

function toBody(message: string): { error: { message: string; type: string } } {
  return { error: { message, type: "emulator_error" } };
}
