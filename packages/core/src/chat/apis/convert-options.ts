import { isJSONObject } from "../../json-access.ts";
import type { JSONObject, JSONValue } from "../../json.ts";
import type { ChatApiName } from "../chat-api-name.ts";
import { namesOf, type PlainChatOptions, plainChatOptions } from "../chat-options.ts";
import type { ChatRequest, ChatWarning } from "../chat-request.ts";
import { droppedOption } from "./dropped-option.ts";

type OptionName = keyof PlainChatOptions;

/** How one API takes the plain options of a request. */
export interface OptionConversion {
  api: ChatApiName;
  /** The API in a sentence. */
  apiTitle: string;
  /** What to do instead, for options that the API lacks. */
  advice?: Readonly<Partial<Record<OptionName, string>>> | undefined;
  /** Why the model does not take an option: empty where nobody says why, undefined where it takes it. */
  findRefusal: (option: OptionName) => string | undefined;
  /** A value in the API's form, undefined for one that is not sent. Default: as it is. */
  convertValue: (option: OptionName, value: JSONValue) => JSONValue | undefined;
  warn: (warning: ChatWarning) => void;
}

/** The plain options of a request as fields of an API's body. Those left out are reported. */
export function convertOptions(
  request: ChatRequest,
  { api, apiTitle, advice = {}, findRefusal, convertValue, warn }: OptionConversion,
): JSONObject {
  const body: JSONObject = {};
  for (const option of namesOf(plainChatOptions)) {
    const given = request[option];
    if (given === undefined) continue;
    const { fields, usual } = plainChatOptions[option];
    const asksForNothing = [given].flat().every((item) => item === usual);
    const field = fields[api];
    const refusal = field === undefined ? undefined : findRefusal(option);
    if (field !== undefined && refusal === undefined) {
      const value = convertValue(option, copyValue(given));
      if (value !== undefined) setField(body, field.split("."), value);
    } else if (!asksForNothing) {
      const message = `${option} was not sent: ${apiTitle} does not have it.${advice[option] ?? ""}`;
      warn(
        field === undefined
          ? { option, action: "dropped", message }
          : droppedOption(option, request.model, refusal),
      );
    }
  }
  return body;
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
