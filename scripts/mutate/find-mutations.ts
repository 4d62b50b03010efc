import { type Node, parseSync, Visitor } from "oxc-parser";

/** One way to break a source file. */
export interface Mutation {
  /** From 1. */
  line: number;
  /** What is broken and where, in one line that moves with its code: `add: without case "audio":`. */
  what: string;
  /** The whole file, broken. */
  source: string;
}

/**
 * Every way to break a TypeScript file in one place: a field of an object, a row of a list or a table,
 * a case of a switch or a statement is left out, a condition is turned round.
 */
export function findMutations(file: string, source: string): Mutation[] {
  const { program, errors } = parseSync(file, source);
  if (errors[0] !== undefined) throw new Error(`${file}: ${errors[0].message}`);
  const mutations: Mutation[] = [];
  const functions: string[] = [];
  const enter = (name: Node | null): void =>
    void functions.push(name === null ? "" : source.slice(name.start, name.end));
  const leave = (): void => void functions.pop();
  const add = (verb: string, { start, end }: Span, replacement: string): void => {
    mutations.push({
      line: source.slice(0, start).split("\n").length,
      what: [...functions.slice(-1), `${verb} ${summarize(source.slice(start, end))}`].join(": "),
      source: source.slice(0, start) + replacement + source.slice(end),
    });
  };
  const leaveOut = (node: Span): void => add("without", withComma(source, node), "");
  const turnRound = (test: Node): void =>
    add("not", test, `!(${source.slice(test.start, test.end)})`);
  // What is left out as a whole already: a row of a table, the one field of `...(a && { b: a })`.
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
      if (!wholes.has(object)) object.properties.forEach(leaveOut);
    },
    ArrayExpression(list) {
      const elements = list.elements.filter((element) => element !== null);
      for (const element of elements) if (element.type === "ArrayExpression") wholes.add(element);
      if (!wholes.has(list)) elements.forEach(leaveOut);
    },
    SwitchCase(node) {
      if (node.test !== null) leaveOut(node);
    },
    ExpressionStatement: (node) => add("without", node, ";"),
    IfStatement: ({ test }) => turnRound(test),
    ConditionalExpression: ({ test }) => turnRound(test),
  }).visit(program);
  return mutations;
}

interface Span {
  start: number;
  end: number;
}

/** A member of a list, with the comma after it. */
function withComma(source: string, { start, end }: Span): Span {
  const comma = /^\s*,/.exec(source.slice(end));
  return { start, end: end + (comma?.[0].length ?? 0) };
}

const LONGEST_SUMMARY = 80;

function summarize(code: string): string {
  const line = code.replaceAll(/\s+/g, " ").replace(/,$/, "");
  return line.length > LONGEST_SUMMARY ? `${line.slice(0, LONGEST_SUMMARY - 1)}…` : line;
}
