import { aimockServer } from "./aimock-server.ts";
import { describeAdapterContract } from "./adapter-contract.ts";
import type {
  ContractAnswer,
  ContractCall,
  ContractPart,
  ContractTool,
} from "./contract-adapter.ts";

// Proves that the suite can be passed, with the simplest client possible.
describeAdapterContract(
  { name: "plain fetch", generate, stream, runTools, readError },
  aimockServer,
);

interface WireMessage {
  role: string;
  content?: string | null;
  tool_call_id?: string;
  tool_calls?: { id: string; type: "function"; function: { name: string; arguments: string } }[];
}

interface WireAnswer {
  model?: string;
  choices?: { message?: WireMessage; delta?: WireMessage & { tool_calls?: { index: number }[] } }[];
  usage?: { prompt_tokens: number; completion_tokens: number };
}

class PlainError extends Error {
  readonly status: number | undefined;

  constructor(message: string, status: number | undefined) {
    super(message);
    this.status = status;
  }
}

async function generate(call: ContractCall): Promise<ContractAnswer> {
  return toAnswer(await ask(call, firstMessages(call)));
}

async function runTools(call: ContractCall): Promise<ContractAnswer> {
  const messages = firstMessages(call);
  for (;;) {
    const answer = await ask(call, messages);
    const message = answer.choices?.[0]?.message;
    if (message?.tool_calls === undefined) return toAnswer(answer);
    messages.push(message);
    for (const { id, function: made } of message.tool_calls) {
      const tool = call.tools?.find(({ name }) => name === made.name);
      const content = tool?.execute(JSON.parse(made.arguments)) ?? "";
      messages.push({ role: "tool", tool_call_id: id, content });
    }
  }
}

async function* stream(call: ContractCall): AsyncGenerator<ContractPart> {
  const response = await send(call, firstMessages(call), true);
  const calls: { id: string; name: string; arguments: string }[] = [];
  const last: WireAnswer = {};
  let pending = "";
  for await (const text of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const lines = `${pending}${text}`.split("\n");
    pending = lines.pop() ?? "";
    for (const line of lines) {
      if (!line.startsWith("data: {")) continue;
      const chunk: WireAnswer = JSON.parse(line.slice("data: ".length));
      Object.assign(last, chunk);
      const delta = chunk.choices?.[0]?.delta;
      if (delta?.content) yield { type: "text", text: delta.content };
      for (const { index, id, function: made } of delta?.tool_calls ?? []) {
        const known = (calls[index] ??= { id, name: made.name, arguments: "" });
        known.arguments += made.arguments;
      }
    }
  }
  for (const { id, name, arguments: input } of calls) {
    yield { type: "tool-call", id, name, input: JSON.parse(input) };
  }
  yield { type: "end", model: last.model, usage: toUsage(last) };
}

function readError(error: unknown): { status: number | undefined; requestId: string | undefined } {
  if (!(error instanceof PlainError)) return { status: undefined, requestId: undefined };
  return {
    status: error.status,
    requestId: /\(request id: ([^)]+)\)/.exec(error.message)?.[1],
  };
}

async function ask(call: ContractCall, messages: WireMessage[]): Promise<WireAnswer> {
  return JSON.parse(await (await send(call, messages, false)).text());
}

async function send(
  call: ContractCall,
  messages: WireMessage[],
  isStream: boolean,
): Promise<Response> {
  const url = `${call.baseURL}/v1/chat/completions`;
  const response = await fetch(url, {
    method: "POST",
    headers: { authorization: `Bearer ${call.apiKey}`, "content-type": "application/json" },
    ...(call.signal && { signal: call.signal }),
    body: JSON.stringify({
      model: call.model,
      messages,
      ...(call.tools && { tools: call.tools.map(toWireTool) }),
      ...(isStream && { stream: true, stream_options: { include_usage: true } }),
    }),
  }).catch((error: unknown) => {
    if (call.signal?.aborted) throw error;
    throw new PlainError(`${url} cannot be reached.`, undefined);
  });
  if (!response.ok) throw new PlainError(await response.text(), response.status);
  return response;
}

function firstMessages(call: ContractCall): WireMessage[] {
  const system = call.system === undefined ? [] : [{ role: "system", content: call.system }];
  return [...system, { role: "user", content: call.prompt }];
}

function toWireTool({ name, description, parameters }: ContractTool): unknown {
  return { type: "function", function: { name, description, parameters } };
}

function toAnswer(answer: WireAnswer): ContractAnswer {
  const message = answer.choices?.[0]?.message;
  return {
    text: message?.content ?? "",
    toolCalls: (message?.tool_calls ?? []).map(({ id, function: made }) => ({
      id,
      name: made.name,
      input: JSON.parse(made.arguments),
    })),
    model: answer.model,
    usage: toUsage(answer),
  };
}

function toUsage({ usage }: WireAnswer): ContractAnswer["usage"] {
  return usage && { inputTokens: usage.prompt_tokens, outputTokens: usage.completion_tokens };
}
