import type { ChatWarning } from "../../chat-request.ts";

/** What converting a request brings to light besides its body: warnings, and beta flags it needs. */
export class RequestNotes {
  readonly warnings: ChatWarning[] = [];
  readonly betas: Set<string> = new Set();

  /** Something was not sent. Said once. */
  dropped(option: string, message: string): void {
    this.#warn({ option, action: "dropped", message });
  }

  /** Something was sent otherwise. Said once. */
  changed(option: string, message: string): void {
    this.#warn({ option, action: "changed", message });
  }

  #warn(warning: ChatWarning): void {
    if (!this.warnings.some(({ message }) => message === warning.message)) {
      this.warnings.push(warning);
    }
  }
}
