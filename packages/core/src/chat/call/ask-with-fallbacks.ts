import type { ClientConfig } from "../../config/resolve-client-config.ts";
import { invalidArgument } from "../../errors/invalid-answer.ts";
import type { Dispatcher } from "../../transport/dispatcher.ts";
import { withFallbacks } from "../../transport/with-fallbacks.ts";
import type { ChatWarning } from "../chat-request.ts";

/**
 * Asks a model, or the first fallback model that answers and is not too dear. Warnings name the models that
 * failed and those that were not asked.
 *
 * @throws `CometAPIError` `invalid-argument` for a ratio that is not a number above 0.
 */
export async function askWithFallbacks<T extends { warnings: ChatWarning[] }>(
  models: readonly [string, ...string[]],
  ask: (model: string) => Promise<T>,
  dispatcher: Dispatcher,
  { maxFallbackPriceRatio: maxPriceRatio, signal }: ClientConfig,
): Promise<T> {
  if (maxPriceRatio !== undefined && !(maxPriceRatio > 0)) {
    throw invalidArgument(
      `\`maxFallbackPriceRatio\` must be a number above 0, not ${maxPriceRatio}.`,
    );
  }
  const warnings: ChatWarning[] = [];
  const answer = await withFallbacks({
    models,
    call: ask,
    findObstacle: async (model) => {
      if (maxPriceRatio === undefined) return undefined;
      const question = { model, requestedModel: models[0], maxPriceRatio, signal };
      return dispatcher.metering.findFallbackObstacle(question);
    },
    onFallback: (event) => {
      const { fromModel, toModel, error, skipped } = event;
      warnings.push(
        ...skipped.map(({ model, reason }) =>
          toWarning("dropped", `${model} was not asked: ${reason}.`),
        ),
        toWarning(
          "changed",
          `${toModel} was asked in place of ${fromModel}, which failed (${error.code}).`,
        ),
      );
      dispatcher.notifyFallback(event);
    },
  });
  return { ...answer, warnings: [...warnings, ...answer.warnings] };
}

function toWarning(action: ChatWarning["action"], message: string): ChatWarning {
  return { option: action === "dropped" ? "fallbackModels" : "model", action, message };
}
