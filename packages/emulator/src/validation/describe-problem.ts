import type { Problem } from "./find-problem.ts";

/** The fields of an error about a problem. */
export interface ProblemDescription {
  message: string;
  param: string;
  code: string;
}

/** A problem in OpenAI's words. */
export function describeForOpenAI(problem: Problem): ProblemDescription {
  const param = joinPath(problem.path, "brackets");
  switch (problem.kind) {
    case "missing": {
      return {
        message: `Missing required parameter: '${param}'.`,
        param,
        code: "missing_required_parameter",
      };
    }
    case "wrong-type": {
      const expected = problem.expected.map((type) => withArticle(nameType(type))).join(" or ");
      const got = withArticle(nameType(typeOfValue(problem.value)));
      return {
        message: `Invalid type for '${param}': expected ${expected || "another type"}, but got ${got} instead.`,
        param,
        code: "invalid_type",
      };
    }
    case "wrong-choice": {
      const choices = problem.choices.map((choice) => `'${choice}'`).join(", ");
      const supported = choices === "" ? "" : ` Supported values are: ${choices}.`;
      return {
        message: `Invalid value: ${quote(problem.value)}.${supported}`,
        param,
        code: "invalid_value",
      };
    }
    case "out-of-bounds": {
      const { isAbove, bound, value, measured } = problem;
      const relation = isAbove ? "<=" : ">=";
      const limit = isAbove ? "above maximum" : "below minimum";
      const type = typeOfValue(value);
      const [subject, got] =
        measured === "value"
          ? [`${type} ${limit} value`, String(value)]
          : [`${type} ${limit} length`, `one of length ${lengthOf(value)}`];
      const wanted = measured === "value" ? "a value" : "a length";
      return {
        message: `Invalid '${param}': ${subject}. Expected ${wanted} ${relation} ${bound}, but got ${got} instead.`,
        param,
        code: `${type}_${isAbove ? "above_max" : "below_min"}_${measured}`,
      };
    }
    case "other": {
      const { reason } = problem;
      const message = param === "" ? reason : `Invalid '${param}': ${reason}.`;
      return { message, param, code: "invalid_value" };
    }
  }
}

/** A problem in Anthropic's words. */
export function describeForAnthropic(problem: Problem): ProblemDescription {
  const param = joinPath(problem.path, "dots");
  return { message: `${param}: ${explainForAnthropic(problem)}`, param, code: "" };
}

function explainForAnthropic(problem: Problem): string {
  switch (problem.kind) {
    case "missing": {
      return "Field required";
    }
    case "wrong-type": {
      const names: Readonly<Record<string, string>> = { array: "list", record: "dictionary" };
      const [type = "value"] = problem.expected;
      return `Input should be a valid ${names[type] ?? nameType(type)}`;
    }
    case "wrong-choice": {
      const choices = problem.choices.map((choice) => `'${choice}'`).join(", ");
      return problem.tag === undefined
        ? `Input should be ${choices}`
        : `Input tag ${quote(problem.value)} found using '${problem.tag}' does not match any of the expected tags: ${choices}`;
    }
    case "out-of-bounds": {
      const { isAbove, bound, measured } = problem;
      const relation = isAbove ? "less than or equal to" : "greater than or equal to";
      return measured === "value"
        ? `Input should be ${relation} ${bound}`
        : `Input should have a length ${relation} ${bound}`;
    }
    case "other": {
      return problem.reason;
    }
  }
}

/** `messages[0].content` or `messages.0.content`. */
function joinPath(path: readonly PropertyKey[], style: "brackets" | "dots"): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === "number" && style === "brackets") return `${text}[${step}]`;
    return text === "" ? String(step) : `${text}.${String(step)}`;
  }, "");
}

function typeOfValue(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "decimal";
  return typeof value;
}

function nameType(type: string): string {
  const names: Readonly<Record<string, string>> = { int: "integer", record: "object" };
  return names[type] ?? type;
}

function withArticle(noun: string): string {
  if (noun === "null") return noun;
  return `${/^[aeiou]/u.test(noun) ? "an" : "a"} ${noun}`;
}

function quote(value: unknown): string {
  return typeof value === "string" ? `'${value.slice(0, 200)}'` : withArticle(typeOfValue(value));
}

function lengthOf(value: unknown): number {
  return typeof value === "string" || Array.isArray(value) ? value.length : 0;
}
