import type { BaseTool } from "@llamaindex/core/llms";
import { isZodSchema, safeParseSchema, type ZodInfer, type ZodSchema } from "@llamaindex/core/zod";
import { convertSchema } from "./convert/tools.ts";

/** The tool by which a model that follows no schema gives a structured answer. LlamaIndex's name. */
export const FORMAT_TOOL = "format_output";

/**
 * The JSON of a structured answer as a `responseFormat` wants it; undefined when it does not fit. Of
 * a JSON Schema any object passes.
 */
export function parseStructured<Z extends ZodSchema>(
  format: Z | object,
  json: string,
): ZodInfer<Z> | undefined {
  try {
    const value = JSON.parse(json);
    if (!isZodSchema(format)) return typeof value === "object" ? (value ?? undefined) : undefined;
    const parsed = safeParseSchema(format, value);
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** The tool whose arguments are the structured answer. */
export function createFormatTool(format: object): BaseTool {
  return {
    metadata: {
      name: FORMAT_TOOL,
      description: "Gives the answer to the user, in the form of the parameters.",
      parameters: convertSchema(format),
    },
    call: (input: unknown) => {
      if (parseStructured(format, JSON.stringify(input)) !== undefined)
        return "The answer was given.";
      throw new Error("The arguments do not follow the schema of the parameters.");
    },
  };
}
