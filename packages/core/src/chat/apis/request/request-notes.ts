import type { ModelTraits } from "../../../models/model-traits.ts";
import type { ChatWarning } from "../../chat-request.ts";

/** A trait or an option for which a model's traits may have a reason. */
export type ReasonKey = keyof ModelTraits["reasons"];

/** Collects what converting a request leaves out or changes. Each message is kept once. */
export class RequestNotes {
  readonly warnings: ChatWarning[] = [];
  readonly #model: string;
  readonly #reasons: ModelTraits["reasons"];

  constructor(model: string, { reasons }: Pick<ModelTraits, "reasons">) {
    this.#model = model;
    this.#reasons = reasons;
  }

  /** Something was not sent. @param trait Its reason, where one is known, ends the message. */
  dropped(option: string, message: string, trait?: ReasonKey): void {
    this.#add("dropped", option, message, trait);
  }

  /** Something was sent in another form. */
  changed(option: string, message: string, trait?: ReasonKey): void {
    this.#add("changed", option, message, trait);
  }

  /** Something was sent that may have no effect. */
  ignored(option: string, message: string, trait?: ReasonKey): void {
    this.#add("ignored", option, message, trait);
  }

  /** The API does not have an option. @param api The API's name within a sentence. */
  lacking(option: string, api: string, advice = ""): void {
    this.dropped(option, `${option} was not sent: ${api} does not have it.${advice}`);
  }

  /** The model does not take an option. */
  refused(option: string, trait?: ReasonKey): void {
    this.dropped(option, `${option} was not sent to ${this.#model}.`, trait);
  }

  /** The model does not know an effort. @param sent The nearest effort that it knows. */
  otherEffort(option: string, effort: string, sent: string, trait: ReasonKey): void {
    this.changed(
      option,
      `${this.#model} does not know the effort ${effort}; ${sent} was sent.`,
      trait,
    );
  }

  /** The response format could only be asked for in words. */
  formatInWords(trait?: ReasonKey): void {
    const message = `${this.#model} does not take this response format; it was asked for in words.`;
    this.changed("responseFormat", message, trait);
  }

  /** The model cannot be forced to call a tool. */
  choiceLeftFree(trait?: ReasonKey): void {
    const message = `${this.#model} cannot be made to call a tool, so it was asked for in words, with the choice "auto".`;
    this.changed("toolChoice", message, trait);
  }

  /** A tool of another vendor. @param taken The tools that the API takes. */
  foreignTool(id: string, taken: string): void {
    this.dropped("tools", `The tool ${id} was not offered: ${taken}`);
  }

  #add(action: ChatWarning["action"], option: string, text: string, trait?: ReasonKey): void {
    const reason = trait === undefined ? undefined : this.#reasons[trait];
    const message = reason === undefined ? text : `${text} ${reason}`;
    if (this.warnings.some((warning) => warning.message === message)) return;
    this.warnings.push({ option, action, message });
  }
}
