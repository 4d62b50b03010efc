import { emptyAsNone, withoutUndefined } from "../../../json-access.ts";
import type { JSONObject } from "../../../json.ts";
import type { SchemaFormat } from "./choose-output-mode.ts";
import type { RequestContext } from "./request-context.ts";
import { convertEffort } from "./convert-effort.ts";
import { toConstraint } from "./to-constraint.ts";

/** `output_config`: how much effort the model makes, and the schema its answer is held to. */
export function convertOutputConfig({
  request,
  traits,
  notes,
  thinking,
  outputMode,
}: RequestContext): JSONObject | undefined {
  const asked = convertEffort(request, traits, notes);
  const effort = thinking.isUnstoppable ? (asked ?? traits.messagesEfforts?.[0]) : asked;
  const format =
    outputMode.kind === "native"
      ? { type: "json_schema", schema: createConstraint(outputMode.format) }
      : undefined;
  return emptyAsNone(withoutUndefined({ effort, format }));
}

/** The schema. It takes over the description of the format, for which the API has no other place. */
function createConstraint({ schema, description }: SchemaFormat): JSONObject {
  return toConstraint(description === undefined ? schema : { description, ...schema });
}
