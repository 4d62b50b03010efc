import { isJSONObject } from "../../../json-access.ts";
import type { JSONObject, JSONValue } from "../../../json.ts";
import type { ChatApiName } from "../../chat-api-name.ts";
import {
  namesOf,
  type PlainChatOptions,
  plainChatOptions,
  type ReasoningEffort,
} from "../../chat-options.ts";
import type { ChatRequest } from "../../chat-request.ts";
import { isOptionRefused } from "../../../models/is-option-refused.ts";
import type { ModelTraits } from "../../../models/model-traits.ts";
import type { ReasonKey, RequestNotes } from "./request-notes.ts";

type OptionName = keyof PlainChatOptions;

const optionNames = namesOf(plainChatOptions);

/** How one API takes the plain options of a request. */
export interface OptionConversion {
  api: ChatApiName;
  /** The API's name within a sentence. */
  apiTitle: string;
  /** What to do instead, for options that the API lacks. */
  advice?: Readonly<Partial<Record<OptionName, string>>> | undefined;
  /** The trait that makes the model refuse an option. Undefined if the model takes it. */
  findRefusal: (option: OptionName) => ReasonKey | undefined;
  /** A value in the API's form; undefined if it is not sent. Default: the value as it is. */
  convertValue: (option: OptionName, value: JSONValue) => JSONValue | undefined;
  notes: RequestNotes;
}

/** The plain options of a request as fields of an API's body. Those left out are reported. */
export function convertOptions(
  request: ChatRequest,
  { api, apiTitle, advice = {}, findRefusal, convertValue, notes }: OptionConversion,
): JSONObject {
  const body: JSONObject = {};
  // Not a loop: one makes an object for each of the options, of which most requests set few.
  optionNames.forEach((option) => {
    const given = request[option];
    if (given === undefined) return;
    const { fields, defaultValue } = plainChatOptions[option];
    const isDefault = [given].flat().every((item) => item === defaultValue);
    const field = fields[api];
    if (field === undefined) {
      if (!isDefault) notes.lacking(option, apiTitle, advice[option]);
      return;
    }
    const refusal = findRefusal(option);
    if (refusal !== undefined) {
      if (!isDefault) notes.refused(option, refusal);
      return;
    }
    const value = convertValue(option, copyValue(given));
    if (value !== undefined) setField(body, field.split("."), value);
  });
  return body;
}

/**
 * The trait that makes a model refuse an option on every API.
 *
 * @param effort The effort that is sent.
 */
export function findRefusingTrait(
  { temperature }: ChatRequest,
  traits: ModelTraits,
  option: OptionName,
  effort: ReasoningEffort | undefined,
): ReasonKey | undefined {
  const isRefused = (name: OptionName) => isOptionRefused(traits, name, effort);
  if (isRefused(option)) return option;
  const isSecond = option === "topP" && temperature !== undefined && !isRefused("temperature");
  return isSecond && !traits.acceptsTemperatureWithTopP ? "acceptsTemperatureWithTopP" : undefined;
}

type OptionValue = NonNullable<PlainChatOptions[OptionName]>;

function copyValue(value: OptionValue): JSONValue {
  if (typeof value !== "object") return value;
  return isList(value) ? [...value] : { ...value };
}

function isList(value: OptionValue): value is Extract<OptionValue, readonly unknown[]> {
  return Array.isArray(value);
}

function setField(body: JSONObject, [name = "", ...path]: readonly string[], value: JSONValue) {
  if (path.length === 0) {
    body[name] = value;
    return;
  }
  const known = body[name];
  const member: JSONObject = isJSONObject(known) ? known : {};
  setField(member, path, value);
  body[name] = member;
}
