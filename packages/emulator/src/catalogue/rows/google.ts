import type { ModelRow } from "../model-row.ts";

/** Google's models. */
export const googleRows: readonly ModelRow[] = [
  { id: "gemini-3.5-flash", provider: "Google", type: "text" },
  { id: "gemini-3.1-pro-preview", provider: "Google", type: "text" },
  { id: "gemini-3-pro-preview", provider: "Google", type: "text" },
  { id: "gemini-3-flash", provider: "Google", type: "text" },
  { id: "gemini-3-flash-preview", provider: "Google", type: "text" },
  { id: "gemini-2.5-pro", provider: "Google", type: "text" },
  { id: "gemini-2.5-flash", provider: "Google", type: "text" },
  { id: "gemini-2.5-flash-lite", provider: "Google", type: "text" },
  { id: "gemini-2.0-flash", provider: "Google", type: "text" },
  { id: "gemini-3-pro-image", provider: "Google", type: "image" },
  { id: "gemini-3-pro-image-preview", provider: "Google", type: "image" },
  { id: "gemini-3.1-flash-image-preview", provider: "Google", type: "image" },
  { id: "gemini-2.5-flash-image", provider: "Google", type: "image" },
  { id: "gemini-2.5-flash-image-preview", provider: "Google", type: "image" },
  { id: "veo3-fast", provider: "Google", type: "video" },
  { id: "veo3.1", provider: "Google", type: "video" },
  { id: "omni-fast-v2v", provider: "Google", type: "video" },
];
