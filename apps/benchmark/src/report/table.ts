/** A table, before it is known where it will stand. The first column is text, the others numbers. */
export interface Table {
  title: string;
  columns: string[];
  rows: string[][];
}
