import { isObject, type JSONObject } from "@cometapi/core";
import type { BaseTool } from "@llamaindex/core/llms";
import type { ZodInfer, ZodSchema } from "@llamaindex/core/zod";
import { findFormatSchema } from "../convert/response-format.ts";
import { fitStructured, type Structured } from "./structured-output.ts";

/** The tool for structured answers of models on which no schema is enforced. The name is LlamaIndex's. */
export const FORMAT_TOOL = "format_output";

/** Vendors want an object as arguments. An answer of another kind is this member of it. */
const ANSWER = "answer";

/** The tool that the model calls with the structured answer as its arguments. */
export function createFormatTool(format: object): BaseTool {
  return {
    metadata: {
      name: FORMAT_TOOL,
      description: "Gives the answer to the user, in the form of the parameters.",
      parameters: toParameters(findFormatSchema(format) ?? {}),
    },
    call: (input: unknown) => {
      const { complaint } = readFormatCall(format, input);
      if (complaint === undefined) return "The answer was given.";
      throw new Error(`The arguments do not follow the schema of the parameters. ${complaint}`);
    },
  };
}

/** The structured answer in the arguments of a call of that tool. */
export function readFormatCall<Z extends ZodSchema>(
  format: Z | object,
  input: unknown,
): Structured<ZodInfer<Z>> {
  const isWrapped = !isOfObject(findFormatSchema(format) ?? {});
  return fitStructured(format, isWrapped && isObject(input) ? input[ANSWER] : input);
}

function toParameters(schema: JSONObject): JSONObject {
  if (isOfObject(schema)) return schema;
  // References begin at the root, so what they name stays there.
  const { $defs, definitions, ...answer } = schema;
  return {
    type: "object",
    properties: { [ANSWER]: answer },
    required: [ANSWER],
    additionalProperties: false,
    ...($defs !== undefined && { $defs }),
    ...(definitions !== undefined && { definitions }),
  };
}

function isOfObject({ type }: JSONObject): boolean {
  return type === "object";
}
