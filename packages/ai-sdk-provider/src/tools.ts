import { anthropic } from "@ai-sdk/anthropic";
import { google } from "@ai-sdk/google";
import { openai } from "@ai-sdk/openai";

/** Built-in tools of models on `responses`: web search, code interpreter, file search, … */
export const responsesTools: (typeof openai)["tools"] = openai.tools;

/** Built-in tools of models on `messages`: web search, bash, text editor, memory, … */
export const messagesTools: (typeof anthropic)["tools"] = anthropic.tools;

/** Built-in tools of models on `gemini`: Google search, code execution, URL context, … */
export const geminiTools: (typeof google)["tools"] = google.tools;
