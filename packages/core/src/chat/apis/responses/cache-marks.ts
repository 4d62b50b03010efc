import type { JSONObject, JSONValue } from "../../../json.ts";
import type { ModelTraits } from "../../../models/model-traits.ts";
import type { CacheControl, VendorOptions } from "../../chat-options.ts";
import type { ChatWarning } from "../../chat-request.ts";
import { openAIOptions } from "./openai-options.ts";

/** What may carry a prompt-cache mark. */
interface Markable {
  cacheControl?: CacheControl | undefined;
  vendorOptions?: VendorOptions | undefined;
}

/**
 * Converts prompt-cache marks to OpenAI's breakpoints. Models older than those cache by themselves:
 * a mark for them is left out and reported.
 */
export class CacheMarks {
  readonly #traits: ModelTraits;
  readonly #model: string;
  readonly #warnings: ChatWarning[];
  #isReported = false;

  constructor(model: string, traits: ModelTraits, warnings: ChatWarning[]) {
    this.#model = model;
    this.#traits = traits;
    this.#warnings = warnings;
  }

  /** The mark as a member of what it marks. */
  convert({ cacheControl, vendorOptions }: Markable): JSONObject {
    const breakpoint = openAIOptions(vendorOptions)["promptCacheBreakpoint"] ?? undefined;
    const mark = breakpoint ?? this.#toBreakpoint(cacheControl);
    return mark === undefined ? {} : { prompt_cache_breakpoint: mark };
  }

  /** Reports a mark that has no place. */
  drop(): void {
    if (this.#isReported) return;
    this.#isReported = true;
    const reason =
      this.#traits.reasons.acceptsCacheBreakpoints ?? "OpenAI caches prompts by itself.";
    const message = `Prompt-cache marks were not sent to ${this.#model}. ${reason}`;
    this.#warnings.push({ option: "cacheControl", action: "dropped", message });
  }

  #toBreakpoint(mark: CacheControl | undefined): JSONValue | undefined {
    if (mark === undefined) return undefined;
    if (this.#traits.acceptsCacheBreakpoints) {
      // Its lifetimes are half an hour and half a day.
      return mark.ttl === "1h" ? { mode: "explicit", ttl: "12h" } : { mode: "explicit" };
    }
    this.drop();
    return undefined;
  }
}
