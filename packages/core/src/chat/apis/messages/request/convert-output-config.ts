import { emptyAsNone, textOf, withoutUndefined } from "../../../../json-access.ts";
import type { JSONObject } from "../../../../json.ts";
import type { SchemaFormat } from "../choose-output-mode.ts";
import { vendorOptionsOf } from "../../request/vendor-options-of.ts";
import type { RequestContext } from "./request-context.ts";
import { convertSchema } from "./convert-schema.ts";
import type { ModelTraits } from "../../../../models/model-traits.ts";
import { nearestReasoningEffort } from "../../../../models/resolve-reasoning-effort.ts";
import type { ReasoningEffort } from "../../../chat-options.ts";
import type { ChatRequest } from "../../../chat-request.ts";
import { toEffort } from "./thinking-budgets.ts";

/** `output_config`: the effort, and the schema that the API enforces on the answer. */
export function convertOutputConfig(context: RequestContext): JSONObject | undefined {
  const { traits, thinking, outputMode } = context;
  const asked = convertEffort(context);
  const effort = thinking.isUnstoppable ? (asked ?? traits.messagesEfforts?.[0]) : asked;
  const format =
    outputMode.kind === "native"
      ? { type: "json_schema", schema: createSchema(outputMode.format) }
      : undefined;
  return emptyAsNone(withoutUndefined({ effort, format }));
}

/** The schema, with the description of the format, for which the API has no other field. */
function createSchema({ schema, description }: SchemaFormat): JSONObject {
  return convertSchema(description === undefined ? schema : { description, ...schema });
}

/**
 * `output_config.effort`, for models that take an effort instead of a number of tokens: Anthropic's
 * option, otherwise the effort of the request. `none` is not sent here: it turns thinking off.
 */
function convertEffort({ request, traits, notes }: RequestContext): string | undefined {
  const given = textOf(vendorOptionsOf(request, "anthropic")["effort"]);
  const wanted = given ?? readEffort(request, traits);
  if (wanted === undefined) return undefined;
  const effort = nearestReasoningEffort(traits.messagesEfforts, wanted);
  const option = given === undefined ? "reasoningEffort" : "vendorOptions";
  if (effort === undefined) notes.refused(option, "messagesEfforts");
  else if (effort !== wanted) notes.otherEffort(option, wanted, effort, "messagesEfforts");
  return effort;
}

function readEffort(
  { reasoningEffort, reasoningBudget = 0 }: ChatRequest,
  { thinkingKinds = [] }: ModelTraits,
): ReasoningEffort | undefined {
  if (!thinkingKinds.includes("adaptive") || reasoningEffort === "none") return undefined;
  if (reasoningEffort !== undefined || thinkingKinds.includes("budget")) return reasoningEffort;
  return reasoningBudget > 0 ? toEffort(reasoningBudget) : undefined;
}
