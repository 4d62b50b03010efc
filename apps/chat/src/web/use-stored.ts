import { useEffect, useState } from "react";
import type { z } from "zod";

/** State that this browser remembers. A stored value of an older page that does not fit the schema is ignored. */
export function useStored<T>(
  name: string,
  schema: z.ZodType<T>,
  initial: T,
): [T, (value: T) => void] {
  const [value, setValue] = useState(() => read(name, schema) ?? initial);
  useEffect(() => localStorage.setItem(name, JSON.stringify(value)), [name, value]);
  return [value, setValue];
}

function read<T>(name: string, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.safeParse(JSON.parse(localStorage.getItem(name) ?? "")).data;
  } catch {
    return undefined;
  }
}
