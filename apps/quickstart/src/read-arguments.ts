import { connectionHelp, parseOptions, UsageError } from "@cometapi/terminal";

/** The frameworks the demo knows, in the order in which it shows them. */
export const frameworkNames = ["ai-sdk", "langchain", "llamaindex"] as const;

export type FrameworkName = (typeof frameworkNames)[number];

/** What the person asked for on the command line. */
export interface DemoArguments {
  frameworks: readonly FrameworkName[];
  model: string;
  fallbackModels: readonly string[];
  prompt: string;
  /** What all answers together may cost, in USD. */
  maxUSD: number | undefined;
  isVerbose: boolean;
}

export const helpText: string = `One question through the AI SDK, LangChain and LlamaIndex.

Usage: npm run demo -- [options]

  --framework <name>   only this one: ${frameworkNames.join(", ")}
  --model <id>         default deepseek-v4-pro
  --fallback <id>      tried when the model cannot be served; may be given several times
  --prompt <text>      ask something else about the documents in apps/quickstart/documents
  --budget <usd>       what all answers together may cost; what may pass it is not asked
  --verbose            show every request, retry and fallback
  --help               show this

${connectionHelp}`;

/** Reads the command line. Throws a {@link UsageError} that names the option and its values. */
export function readArguments(argv: readonly string[]): DemoArguments {
  const { values } = parseOptions({
    args: [...argv],
    options: {
      framework: { type: "string" },
      model: { type: "string" },
      fallback: { type: "string", multiple: true },
      prompt: { type: "string" },
      budget: { type: "string" },
      verbose: { type: "boolean" },
    },
  });
  const framework = values.framework;
  if (framework !== undefined && !isFrameworkName(framework)) {
    throw new UsageError(
      `Unknown framework "${framework}". Choose one of: ${frameworkNames.join(", ")}.`,
    );
  }
  return {
    frameworks: framework === undefined ? frameworkNames : [framework],
    model: requireText("--model", values.model ?? "deepseek-v4-pro"),
    fallbackModels: (values.fallback ?? []).map((model) => requireText("--fallback", model)),
    prompt: requireText(
      "--prompt",
      values.prompt ?? "When does the last ferry back to the mainland leave on Sundays?",
    ),
    maxUSD: values.budget === undefined ? undefined : requireAmount("--budget", values.budget),
    isVerbose: values.verbose ?? false,
  };
}

function isFrameworkName(name: string): name is FrameworkName {
  return frameworkNames.some((known) => known === name);
}

function requireText(option: string, text: string): string {
  if (text.trim() === "") throw new UsageError(`${option} needs a value that is not blank.`);
  return text.trim();
}

function requireAmount(option: string, text: string): number {
  const usd = Number(requireText(option, text));
  if (Number.isNaN(usd) || usd < 0)
    throw new UsageError(`${option} needs an amount of USD, not "${text}".`);
  return usd;
}
