import type { ChatResponseFormat } from "../../chat-request.ts";
import type { JSONObject } from "../../../json.ts";

/** The response format in the API's form; undefined for free text, which is the default. */
export function convertResponseFormat(format: ChatResponseFormat): JSONObject | undefined {
  switch (format.type) {
    case "text":
      return undefined;
    case "json-object":
      return { type: "json_object" };
    case "json-schema":
      return {
        type: "json_schema",
        json_schema: {
          name: format.name ?? "response",
          ...(format.description === undefined ? {} : { description: format.description }),
          schema: { ...format.schema },
          ...(format.strict === undefined ? {} : { strict: format.strict }),
        },
      };
  }
}
