import type { ResponsesBody } from "../apis/responses/responses-body.ts";
import { invalidRequestError } from "../http/known-errors.ts";
import type { Manner } from "./manner.ts";
import { refuseEffort } from "./refuse-effort.ts";
import { refuseOptions } from "./refused-options.ts";

const coreTable = "core's table of traits, which names the sources";

/** What models do with responses. */
export const responsesManners: readonly Manner<ResponsesBody>[] = [
  {
    models: /^/u,
    refuses: (body, model) => refuseOptions(body, model, body.reasoning?.effort),
    reason: "Reasoning models take no sampling parameters.",
    source: coreTable,
  },
  {
    models: /^/u,
    refuses: ({ reasoning }, { traits, row }) =>
      reasoning?.effort === "max" && /^gpt-(?:5\.[2-9]|6)/u.test(row.id)
        ? undefined
        : refuseEffort(
            "reasoning.effort",
            reasoning?.effort,
            traits.reasoningEfforts,
            row.provider,
          ),
    reason: "A model knows some efforts, or none; max exists here only.",
    source: coreTable,
  },
  {
    models: /^/u,
    refuses: ({ tools }, { traits }) =>
      (tools ?? []).length > 0 && traits.supportsTools === false
        ? invalidRequestError(
            "Unsupported parameter: 'tools' is not supported with this model.",
            "tools",
            "unsupported_parameter",
          )
        : undefined,
    reason: "Some models call no functions.",
    source: coreTable,
  },
  {
    models: /^/u,
    refuses: ({ include }, { manners }) =>
      manners.reasoning === "never" && include?.includes("reasoning.encrypted_content") === true
        ? invalidRequestError("Encrypted content is not supported with this model.", "include")
        : undefined,
    reason: "What does not reason has nothing to encrypt.",
    source: "OpenAI's answer, as integrations quote it (e.g. openai/openai-agents-python #1559)",
  },
  {
    models: /^/u,
    refuses: ({ text, input, instructions }) =>
      text?.format?.type === "json_object" &&
      !/json/iu.test(`${JSON.stringify(input)} ${instructions ?? ""}`)
        ? invalidRequestError(
            "Response input messages must contain the word 'json' in some form to use 'text.format' of type 'json_object'.",
            "input",
          )
        : undefined,
    reason: "JSON mode wants to be told of JSON in words too.",
    source: "general behaviour of OpenAI's API",
  },
];
