/** The only key the emulator of the conformance tests accepts. */
export const apiKey = "sk-conformance-0123456789";

/** A JSON schema of strings and numbers, as every SDK takes it. */
export interface FlatSchema {
  [keyword: string]: unknown;
  type: "object";
  properties: Record<string, { type: "string" | "integer"; description?: string }>;
  required: string[];
  additionalProperties: false;
}

/** A weather tool's parameters. */
export const weatherParameters: FlatSchema = {
  type: "object",
  properties: { city: { type: "string", description: "Name of the city" } },
  required: ["city"],
  additionalProperties: false,
};

/** What structured output is asked for. */
export const personSchema: FlatSchema = {
  type: "object",
  properties: {
    name: { type: "string" },
    age: { type: "integer" },
    city: { type: "string" },
  },
  required: ["name", "age", "city"],
  additionalProperties: false,
};

/** A text about a person that fits the schema. */
export const personText = "Ada Lovelace is 36 years old and lives in London.";
