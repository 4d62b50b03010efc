/** The members of a record that have a value. */
export type Defined<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

/**
 * A record without its undefined members: spread, they would hide the values they should leave alone,
 * and in a cache key they would make a difference.
 */
export function withoutUndefined<T extends object>(record: T): Defined<T> {
  // Not by `delete`: it makes an object slow for good.
  const kept: Defined<T> = {};
  for (const key in record) if (isDefined(record, key)) kept[key] = record[key];
  return kept;
}

function isDefined<T extends object, Key extends keyof T>(
  record: T,
  key: Key,
): record is T & Record<Key, Exclude<T[Key], undefined>> {
  return record[key] !== undefined;
}
