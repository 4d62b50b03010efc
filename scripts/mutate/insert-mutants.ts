import { type Node, parseSync, Visitor } from "oxc-parser";

/** One way to break a source file. */
export interface Mutant {
  /** Path within the repository. */
  file: string;
  /** From 1. */
  line: number;
  /**
   * What is broken, in which function. It does not contain the line, so it stays the same when code moves:
   * `add: without case "audio":`.
   */
  what: string;
}

/**
 * Adds mutants to a TypeScript file. Each breaks it in one place: it leaves out a field of an object, a row of
 * a list or a table, a case of a switch or a statement, or it negates a condition. A mutant is active while
 * `globalThis.isMutant(id)` returns true. Without that function the code does what it did before.
 *
 * @param firstId The id of the first mutant. The others are numbered from there.
 */
export function insertMutants(
  file: string,
  source: string,
  firstId = 0,
): { mutants: Mutant[]; code: string } {
  const { program, errors } = parseSync(file, source);
  if (errors[0] !== undefined) throw new Error(`${file}: ${errors[0].message}`);
  const mutants: Mutant[] = [];
  const insertions = new Insertions();
  const functions: string[] = [];
  const enter = (name: Node | null): void =>
    void functions.push(name === null ? "" : source.slice(name.start, name.end));
  const leave = (): void => void functions.pop();
  /** Adds a mutant and returns the expression that is true while it is active. */
  const add = (verb: string, { start, end }: Span): string => {
    const name = `${verb} ${summarize(source.slice(start, end))}`;
    mutants.push({
      file,
      line: source.slice(0, start).split("\n").length,
      what: [...functions.slice(-1), name].join(": "),
    });
    return `globalThis.isMutant?.(${firstId + mutants.length - 1})`;
  };
  const leaveOut = (node: Span, [open, close]: "[]" | "{}" | readonly string[]): void =>
    insertions.around(node, `...(${add("without", node)} ? ${open}${close} : ${open}`, `${close})`);
  const turnRound = (test: Node): void =>
    insertions.around(test, `!!${add("not", test)} !== !!(`, ")");
  // What another mutant already leaves out as a whole: a row of a table, the only field of `...(a && { b: a
  // })`.
  const wholes = new Set<Node>();

  new Visitor({
    FunctionDeclaration: ({ id }) => enter(id),
    "FunctionDeclaration:exit": leave,
    MethodDefinition: ({ key }) => enter(key),
    "MethodDefinition:exit": leave,
    SpreadElement({ argument }) {
      const spread = argument.type === "ParenthesizedExpression" ? argument.expression : argument;
      const object = spread.type === "LogicalExpression" ? spread.right : spread;
      if (object.type === "ObjectExpression" && object.properties.length === 1) wholes.add(object);
    },
    ObjectExpression(object) {
      if (wholes.has(object)) return;
      for (const property of object.properties) leaveOut(property, "{}");
    },
    ArrayExpression(list) {
      const elements = list.elements.filter((element) => element !== null);
      for (const element of elements) if (element.type === "ArrayExpression") wholes.add(element);
      if (!wholes.has(list)) for (const element of elements) leaveOut(element, "[]");
    },
    SwitchCase(node) {
      if (node.test === null) return;
      const isActive = add("without", node);
      // A new object equals nothing, so the case never matches. The case before it may still fall through to
      // the next one.
      insertions.around(node.test, `${isActive} ? {} : (`, ")");
      const [first, last] = [node.consequent[0], node.consequent.at(-1)];
      if (first === undefined || last === undefined) return;
      insertions.around({ start: first.start, end: last.end }, `if (!${isActive}) {`, "}");
    },
    ExpressionStatement: (node) =>
      insertions.around(node, `{ if (!${add("without", node)}) {`, "} }"),
    IfStatement: ({ test }) => turnRound(test),
    ConditionalExpression: ({ test }) => turnRound(test),
  }).visit(program);
  return { mutants, code: insertions.applyTo(source) };
}

interface Span {
  start: number;
  end: number;
}

/**
 * Texts to insert around spans of a source. Of two spans with the same start or end, the outer one must be
 * added first.
 */
class Insertions {
  readonly #before = new Map<number, string>();
  readonly #after = new Map<number, string>();

  around({ start, end }: Span, before: string, after: string): void {
    this.#before.set(start, (this.#before.get(start) ?? "") + before);
    this.#after.set(end, after + (this.#after.get(end) ?? ""));
  }

  applyTo(source: string): string {
    const places = new Set([0, ...this.#before.keys(), ...this.#after.keys(), source.length]);
    const sorted = [...places].toSorted((a, b) => a - b);
    return sorted
      .map((place, index) =>
        [
          this.#after.get(place),
          this.#before.get(place),
          source.slice(place, sorted[index + 1]),
        ].join(""),
      )
      .join("");
  }
}

const LONGEST_SUMMARY = 80;

function summarize(code: string): string {
  const line = code.replaceAll(/\s+/g, " ");
  return line.length > LONGEST_SUMMARY ? `${line.slice(0, LONGEST_SUMMARY - 1)}…` : line;
}
