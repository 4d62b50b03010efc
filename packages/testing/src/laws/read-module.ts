import { type Node, parseSync, Visitor } from "oxc-parser";

/** What a source file mentions, without its comments. */
export interface ModuleMentions {
  /** What it imports: by `import`, by `import()` and by `export … from`. */
  imports: string[];
  /** Names that it uses, except names of properties. */
  names: Set<string>;
  /** Properties it reads or writes by name, e.g. `env` in `process.env`. */
  properties: Set<string>;
  strings: string[];
  /** Texts that a value is compared with or looked up by, also in calls, lists and tables. */
  comparisons: string[];
  /** Texts and patterns that a value is searched for. */
  searches: string[];
}

const searchMethods = new Set(["startsWith", "endsWith", "includes", "indexOf", "match", "search"]);

/** Parses a TypeScript file, so that comments, texts and aliases cannot mislead. */
export function readModule(file: string, source: string): ModuleMentions {
  const { program, module, errors } = parseSync(file, source);
  if (errors[0] !== undefined) throw new Error(`${file}: ${errors[0].message}`);
  const mentions: ModuleMentions = {
    imports: [
      ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
      ...module.staticExports.flatMap(({ entries }) =>
        entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
      ),
      ...module.dynamicImports.map(({ moduleRequest: { start, end } }) =>
        source.slice(start, end).replaceAll(/^["']|["']$/g, ""),
      ),
    ],
    names: new Set(),
    properties: new Set(),
    strings: [],
    comparisons: [],
    searches: [],
  };
  const addText = (texts: string[], node: Node | null): void => {
    if (node?.type === "Literal" && typeof node.value === "string") texts.push(node.value);
  };
  const addComparison = (node: Node | null): void => addText(mentions.comparisons, node);
  const propertyNames = new Set<unknown>();
  const addPropertyName = (name: unknown, isComputed: boolean): void => {
    if (!isComputed) propertyNames.add(name);
  };
  new Visitor({
    MemberExpression(node) {
      addPropertyName(node.property, node.computed);
      const { property } = node;
      if (property.type === "Identifier") mentions.properties.add(property.name);
      if (property.type === "Literal") mentions.properties.add(String(property.value));
    },
    Property(node) {
      addPropertyName(node.key, node.computed || node.shorthand);
      addComparison(node.key);
      if (node.key.type === "Identifier") mentions.comparisons.push(node.key.name);
    },
    PropertyDefinition: (node) => addPropertyName(node.key, node.computed),
    MethodDefinition: (node) => addPropertyName(node.key, node.computed),
    TSPropertySignature: (node) => addPropertyName(node.key, node.computed),
    TSMethodSignature: (node) => addPropertyName(node.key, node.computed),
    Identifier(node) {
      if (!propertyNames.has(node)) mentions.names.add(node.name);
    },
    Literal(node) {
      if (typeof node.value === "string") mentions.strings.push(node.value);
      if ("regex" in node) mentions.searches.push(node.regex.pattern);
    },
    BinaryExpression(node) {
      // A sentence that is joined from pieces, not a comparison.
      if (node.operator === "+") return;
      addComparison(node.left);
      addComparison(node.right);
    },
    SwitchCase: (node) => addComparison(node.test),
    CallExpression({ callee, arguments: values }) {
      const isSearch =
        callee.type === "MemberExpression" &&
        callee.property.type === "Identifier" &&
        searchMethods.has(callee.property.name);
      const texts = isSearch ? mentions.searches : mentions.comparisons;
      for (const value of values) addText(texts, value);
    },
    ArrayExpression: (node) => node.elements.forEach(addComparison),
    TemplateElement: (node) => void mentions.strings.push(node.value.raw),
  }).visit(program);
  return mentions;
}
