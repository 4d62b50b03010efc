import { parseArgs, type ParseArgsConfig } from "node:util";
import { UsageError } from "./usage-error.ts";

/**
 * Node's `parseArgs`. For an option or a value that is wrong it throws a `UsageError` of one line, which names the
 * options that there are.
 */
export function parseOptions<Config extends ParseArgsConfig>(
  config: Config,
): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config);
  } catch (error) {
    // The first sentence of Node's message says what is wrong. Those after it are about positional arguments.
    const [mistake = ""] = (error instanceof Error ? error.message : String(error)).split(/\.\s/);
    const options = [...Object.keys(config.options ?? {}), "help"].map((name) => `--${name}`);
    throw new UsageError(`${mistake.replace(/\.$/, "")}. The options are ${options.join(", ")}.`);
  }
}
