/** The status, which must be one of an error: a whole number from 400 to 599. Throws a `TypeError` for others. */
export function checkErrorStatus(status: number): number {
  if (Number.isInteger(status) && status >= 400 && status <= 599) return status;
  throw new TypeError(`an error's status must be from 400 to 599, not ${status}.`);
}
