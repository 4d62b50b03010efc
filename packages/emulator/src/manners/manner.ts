import type { ServedModel, ServedTextModel } from "../apis/text-api.ts";
import { APIError } from "../http/api-error.ts";
import { invalidRequestError } from "../http/known-errors.ts";

/** What some models do with requests of one format: fields that they ignore, and requests that they refuse. */
export interface Manner<Body, Model extends ServedModel = ServedTextModel> {
  /** Matched against ids as the catalogue writes them. */
  models: RegExp;
  /** Only where the relay rewrites the request for the vendor, or only where it does not. Default: both. */
  serving?: ServedTextModel["serving"];
  /** The fields of a body that are dropped silently. */
  ignores?: (body: Body) => readonly (keyof Body & string)[];
  /** Why a request is refused, if it is: the message of a 400 in the vendor's words, or another error. */
  refuses?: (body: Body, model: Model) => string | APIError | undefined;
  /** What these models do, in a sentence. */
  reason: string;
  /** Where this is known from. */
  source: string;
}

/** The body without the fields that are dropped. Throws the first refusal. */
export function applyManners<
  Body extends object,
  Model extends ServedModel & { serving?: ServedTextModel["serving"] },
>(body: Body, model: Model, manners: readonly Manner<Body, Model>[]): Body {
  const fitting = manners.filter(
    ({ models, serving = model.serving }) => models.test(model.row.id) && serving === model.serving,
  );
  const left = { ...body };
  for (const { ignores } of fitting) {
    for (const field of ignores?.(body) ?? []) delete left[field];
  }
  for (const { refuses } of fitting) {
    const refusal = refuses?.(left, model);
    if (refusal instanceof APIError) throw refusal;
    if (refusal !== undefined) throw invalidRequestError(refusal);
  }
  return left;
}
