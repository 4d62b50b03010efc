import type { LanguageModelV4StreamPart, LanguageModelV4Usage } from "@ai-sdk/provider";

type Part = LanguageModelV4StreamPart;

/**
 * Where a sequence of stream parts breaks the V4 contract of the AI SDK, in one sentence each. Every streaming
 * test checks its parts with this.
 */
export function findOrderViolations(parts: readonly Part[]): string[] {
  const order = new OrderChecker();
  for (const [index, part] of parts.entries()) {
    order.check(part, { isFirst: index === 0, isLast: index === parts.length - 1 });
  }
  return order.end();
}

interface ToolInput {
  toolName: string;
  text: string;
  state: "open" | "ended" | "called";
}

class OrderChecker {
  readonly #violations: string[] = [];
  readonly #toolInputs = new Map<string, ToolInput>();
  #openBlock: { type: "text" | "reasoning"; id: string } | undefined;
  #finishCount = 0;
  #callCount = 0;

  check(part: Part, { isFirst, isLast }: { isFirst: boolean; isLast: boolean }): void {
    this.#expect(isFirst === (part.type === "stream-start"), "stream-start is not the first part");
    this.#expect(this.#finishCount === 0, `${part.type} comes after finish`);
    switch (part.type) {
      case "stream-start":
      case "raw":
      case "ping":
      case "error":
      case "response-metadata":
        return;
      case "finish":
        this.#expect(isLast, "finish is not the last part");
        this.#finish(part);
        return;
      default:
        this.#checkContent(part);
    }
  }

  end(): string[] {
    this.#expect(this.#finishCount === 1, `there are ${this.#finishCount} finish parts`);
    return this.#violations;
  }

  #checkContent(part: Part): void {
    switch (part.type) {
      case "text-start":
      case "reasoning-start": {
        const open = this.#openBlock;
        this.#expect(open === undefined, `${part.type} ${part.id} while ${open?.id} is open`);
        this.#openBlock = { type: part.type === "text-start" ? "text" : "reasoning", id: part.id };
        return;
      }
      case "text-delta":
      case "reasoning-delta":
        this.#expectOpen(part.type === "text-delta" ? "text" : "reasoning", part.id);
        return;
      case "text-end":
      case "reasoning-end":
        this.#expectOpen(part.type === "text-end" ? "text" : "reasoning", part.id);
        this.#openBlock = undefined;
        return;
      case "tool-input-start":
        this.#expectNoBlock(part.type);
        this.#expect(!this.#toolInputs.has(part.id), `tool input ${part.id} starts twice`);
        this.#toolInputs.set(part.id, { toolName: part.toolName, text: "", state: "open" });
        return;
      case "tool-input-delta": {
        const input = this.#toolInputs.get(part.id);
        this.#expect(input?.state === "open", `tool-input-delta of ${part.id}, which is not open`);
        if (input !== undefined) input.text += part.delta;
        return;
      }
      case "tool-input-end": {
        const input = this.#toolInputs.get(part.id);
        this.#expect(input?.state === "open", `tool-input-end of ${part.id}, which is not open`);
        if (input !== undefined) input.state = "ended";
        return;
      }
      case "tool-call": {
        const input = this.#toolInputs.get(part.toolCallId);
        this.#expectNoBlock(part.type);
        this.#expect(input?.state === "ended", `tool-call ${part.toolCallId} without ended input`);
        this.#expect(input?.toolName === part.toolName, `tool-call ${part.toolCallId} was renamed`);
        const isSame = input?.text === part.input || (input?.text === "" && part.input === "{}");
        this.#expect(isSame, `tool-call ${part.toolCallId} differs from its input deltas`);
        if (input !== undefined) input.state = "called";
        if (part.providerExecuted !== true) this.#callCount += 1;
        return;
      }
      default:
    }
  }

  #finish(part: Extract<Part, { type: "finish" }>): void {
    this.#finishCount += 1;
    this.#expectNoBlock("finish");
    const open = [...this.#toolInputs].filter(([, { state }]) => state === "open");
    this.#expect(open.length === 0, `finish while tool inputs are open`);
    const { unified } = part.finishReason;
    this.#expect(
      !(unified === "stop" && this.#callCount > 0),
      "finish says stop beside tool calls",
    );
    this.#expect(
      !(unified === "tool-calls" && this.#callCount === 0),
      "finish says tool-calls, without any",
    );
    this.#violations.push(...findUsageViolations(part.usage));
  }

  #expectOpen(type: "text" | "reasoning", id: string): void {
    const isOpen = this.#openBlock?.type === type && this.#openBlock.id === id;
    this.#expect(isOpen, `a ${type} part of ${id}, which is not open`);
  }

  #expectNoBlock(type: string): void {
    this.#expect(this.#openBlock === undefined, `${type} while ${this.#openBlock?.id} is open`);
  }

  #expect(isAllowed: boolean, violation: string): void {
    if (!isAllowed) this.#violations.push(violation);
  }
}

function findUsageViolations({ inputTokens, outputTokens }: LanguageModelV4Usage): string[] {
  const { total: input, noCache, cacheRead, cacheWrite } = inputTokens;
  const { total: output, text, reasoning } = outputTokens;
  return [
    ...(addUp(input, [noCache, cacheRead, cacheWrite]) ? [] : ["the input tokens do not add up"]),
    ...(addUp(output, [text, reasoning]) ? [] : ["the output tokens do not add up"]),
  ];
}

/** Whether the known parts add up to the total. */
function addUp(total: number | undefined, parts: (number | undefined)[]): boolean {
  const known = parts.filter((part) => part !== undefined);
  if (total === undefined || known.length === 0) return true;
  return total === known.reduce((sum, part) => sum + part, 0);
}
