import type { ChatParams } from "../chat/chat-params.ts";
import type { AgentErrorHandling, FailureWriter } from "../settings/chat-options.ts";
import { describeFailure } from "./agent-failure.ts";

/**
 * Who puts a failure into words if this streamed chat is an agent's. Undefined if the failure is thrown.
 * Agents always pass tools, if only an empty list.
 */
export function findFailureWriterOfChat(
  params: ChatParams,
  setting: AgentErrorHandling | undefined,
): FailureWriter | undefined {
  return params.tools === undefined ? undefined : findFailureWriter(params, setting);
}

/**
 * Who puts a failure into words if this `exec` is an agent's. Undefined if the failure is thrown. An agent
 * that wants its answer in a form gives that answer as the only message.
 */
export function findFailureWriterOfExec(
  params: ChatParams,
  setting: AgentErrorHandling | undefined,
): FailureWriter | undefined {
  const { messages, responseFormat } = params;
  const isAgent =
    responseFormat !== undefined && messages.length === 1 && messages[0]?.role === "assistant";
  return isAgent ? findFailureWriter(params, setting) : undefined;
}

// Agents pass no options of a call: one with its own signal is somebody else's.
function findFailureWriter(
  { additionalChatOptions: { signal, onAgentError } = {} }: ChatParams,
  setting: AgentErrorHandling = "message",
): FailureWriter | undefined {
  const handling = onAgentError ?? setting;
  if (signal !== undefined || handling === "throw") return undefined;
  return handling === "message" ? describeFailure : handling;
}
