import { z } from "zod";

const part = z
  .looseObject({
    text: z.string().optional(),
    thought: z.boolean().optional(),
    thoughtSignature: z.string().optional(),
    inlineData: z.looseObject({ mimeType: z.string().min(1), data: z.string() }).optional(),
    fileData: z.looseObject({ fileUri: z.string() }).optional(),
    functionCall: z
      .looseObject({
        id: z.string().optional(),
        name: z.string().min(1),
        args: z.record(z.string(), z.unknown()).nullish(),
      })
      .optional(),
    functionResponse: z
      .looseObject({
        id: z.string().optional(),
        name: z.string().min(1),
        response: z.record(z.string(), z.unknown()),
      })
      .optional(),
  })
  .refine(
    (value) =>
      ["text", "inlineData", "fileData", "functionCall", "functionResponse"].some(
        (field) => field in value,
      ) || Object.keys(value).length > 0,
    "required oneof field 'data' must have one initialized field",
  );

const content = z.looseObject({
  role: z.enum(["user", "model", "function"]).nullish(),
  parts: z.array(part).min(1, "must include at least one parts field"),
});

const systemInstruction = z.union([
  z.looseObject({ parts: z.union([z.array(part), part]) }),
  z.string(),
]);

const functionDeclaration = z.looseObject({
  name: z
    .string()
    .regex(
      /^[a-z_][\w.:-]{0,63}$/iu,
      "must start with a letter or an underscore, and have at most 64 characters",
    ),
  description: z.string().nullish(),
  parameters: z.record(z.string(), z.unknown()).nullish(),
  parametersJsonSchema: z.record(z.string(), z.unknown()).nullish(),
});

/** The body of `generateContent` and `streamGenerateContent`. */
export const geminiBody: z.ZodType<GeminiBody> = z.looseObject({
  contents: z.array(content).min(1),
  systemInstruction: systemInstruction.nullish(),
  tools: z
    .array(
      z.looseObject({
        functionDeclarations: z.array(functionDeclaration).nullish(),
        googleSearch: z.looseObject({}).nullish(),
      }),
    )
    .nullish(),
  toolConfig: z
    .looseObject({
      functionCallingConfig: z
        .looseObject({
          mode: z.enum(["AUTO", "ANY", "NONE", "VALIDATED", "MODE_UNSPECIFIED"]).nullish(),
          allowedFunctionNames: z.array(z.string()).nullish(),
        })
        .nullish(),
    })
    .nullish(),
  generationConfig: z
    .looseObject({
      maxOutputTokens: z.int().min(1).nullish(),
      stopSequences: z.array(z.string()).max(5).nullish(),
      temperature: z.number().min(0).max(2).nullish(),
      topP: z.number().min(0).max(1).nullish(),
      topK: z.number().min(0).nullish(),
      candidateCount: z.int().min(1).max(8).nullish(),
      responseMimeType: z.enum(["text/plain", "application/json", "text/x.enum"]).nullish(),
      responseSchema: z.record(z.string(), z.unknown()).nullish(),
      responseJsonSchema: z.record(z.string(), z.unknown()).nullish(),
      responseModalities: z.array(z.string()).nullish(),
      thinkingConfig: z
        .looseObject({
          includeThoughts: z.boolean().nullish(),
          thinkingBudget: z.int().min(-1).nullish(),
          thinkingLevel: z
            .string()
            .regex(/^(?:minimal|low|medium|high)$/iu)
            .nullish(),
        })
        .nullish(),
    })
    .nullish(),
});

/** A checked body of `generateContent`, as far as the emulator reads it. */
export interface GeminiBody {
  contents: GeminiContent[];
  systemInstruction?: Maybe<{ parts: GeminiPart[] | GeminiPart } | string>;
  tools?: Maybe<
    { functionDeclarations?: Maybe<FunctionDeclaration[]>; googleSearch?: Maybe<object> }[]
  >;
  toolConfig?: Maybe<{
    functionCallingConfig?: Maybe<{
      mode?: Maybe<string>;
      allowedFunctionNames?: Maybe<string[]>;
    }>;
  }>;
  generationConfig?: Maybe<{
    maxOutputTokens?: Maybe<number>;
    stopSequences?: Maybe<string[]>;
    candidateCount?: Maybe<number>;
    responseMimeType?: Maybe<string>;
    responseSchema?: Maybe<Record<string, unknown>>;
    responseJsonSchema?: Maybe<Record<string, unknown>>;
    thinkingConfig?: Maybe<{
      includeThoughts?: Maybe<boolean>;
      thinkingBudget?: Maybe<number>;
      thinkingLevel?: Maybe<string>;
    }>;
  }>;
}

/** One message of a checked body. */
export interface GeminiContent {
  role?: Maybe<"user" | "model" | "function">;
  parts: GeminiPart[];
}

/** One part of a message. */
export interface GeminiPart {
  text?: string | undefined;
  thought?: boolean | undefined;
  thoughtSignature?: string | undefined;
  inlineData?: { mimeType: string; data: string } | undefined;
  fileData?: { fileUri: string } | undefined;
  functionCall?:
    | { id?: string | undefined; name: string; args?: Maybe<Record<string, unknown>> }
    | undefined;
  functionResponse?:
    | { id?: string | undefined; name: string; response: Record<string, unknown> }
    | undefined;
}

interface FunctionDeclaration {
  name: string;
  description?: Maybe<string>;
  parameters?: Maybe<Record<string, unknown>>;
  parametersJsonSchema?: Maybe<Record<string, unknown>>;
}

type Maybe<Value> = Value | null | undefined;
