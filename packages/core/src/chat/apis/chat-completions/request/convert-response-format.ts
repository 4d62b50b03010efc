import type { ChatResponseFormat } from "../../../chat-request.ts";
import { isStrictSchema } from "../../request/is-strict-schema.ts";
import type { JSONObject } from "../../../../json.ts";

/**
 * The response format in the API's form; undefined for free text, which is the default. A schema that
 * strict mode takes is strict unless the caller says otherwise.
 */
export function convertResponseFormat(format: ChatResponseFormat): JSONObject | undefined {
  switch (format.type) {
    case "text":
      return undefined;
    case "json-object":
      return { type: "json_object" };
    case "json-schema": {
      const strict = format.strict ?? (isStrictSchema(format.schema) ? true : undefined);
      return {
        type: "json_schema",
        json_schema: {
          name: format.name ?? "response",
          description: format.description,
          schema: { ...format.schema },
          strict,
        },
      };
    }
  }
}
