import { isObject, textOf } from "../json-access.ts";
import type { Extras } from "./calculate-cost.ts";

/** Reads the extras out of a wire body of any API, or out of the fields of a form. */
export function readExtras(model: string, fields: Readonly<Record<string, unknown>>): Extras {
  const tools: unknown[] = Array.isArray(fields["tools"]) ? fields["tools"] : [];
  const paidTools = [
    ...tools.flatMap(namesOf).filter((name) => !FREE_TOOLS.test(name)),
    ...SEARCHES.filter((name) => fields[name] !== undefined && fields[name] !== false),
    ...(SEARCHING_MODELS.test(model) ? [`the searches of ${model}`] : []),
  ];
  return {
    paidTools,
    serviceTier: textOf(fields["service_tier"]) ?? textOf(fields["serviceTier"]),
    largeFormat: FORMATS.map((name) => textOf(fields[name])).find(isLarge),
  };
}

/** Fields that turn a search on: OpenAI's, xAI's and Alibaba's. */
const SEARCHES = ["web_search_options", "search_parameters", "enable_search"];

/** Models that search the web for every question, for a fee besides their tokens (OpenAI, Perplexity). */
const SEARCHING_MODELS = /-search-|-search$|^sonar|deep-research/;

/** Tools that cost nothing but tokens: those that the caller runs, and the vendors' own tools without a fee. */
const FREE_TOOLS =
  /^(?:function|custom|mcp|namespace|local_shell|apply_patch|bash|text_editor|memory|computer|tool_search|web_fetch)|^(?:functionDeclarations|url_?context|code_?execution|computer_?use)$/i;

/** The names of a tool in a body: its type, or for Gemini the only field it has. */
function namesOf(tool: unknown): string[] {
  if (!isObject(tool)) return [];
  const type = textOf(tool["type"]);
  if (type !== undefined) return [type];
  return "name" in tool ? [] : Object.keys(tool);
}

const FORMATS = ["size", "resolution", "quality"];

/** A price without a size is taken to hold for up to a million pixels, in ordinary quality. */
const PLAIN_PIXELS = 1024 * 1024;

function isLarge(format: string | undefined): boolean {
  if (format === undefined) return false;
  const [, width, height] = /^(\d+)[x*](\d+)$/i.exec(format) ?? [];
  if (width !== undefined) return Number(width) * Number(height) > PLAIN_PIXELS;
  return /^(?:hd|high|ultra|[248]k|[1-9]\d{3,}p)$/i.test(format);
}
