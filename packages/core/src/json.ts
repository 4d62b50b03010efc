/** Any value JSON can hold. */
export type JSONValue = null | string | number | boolean | JSONValue[] | JSONObject;

/** A JSON object. `undefined` members are allowed because serialization drops them. */
export interface JSONObject {
  [key: string]: JSONValue | undefined;
}
