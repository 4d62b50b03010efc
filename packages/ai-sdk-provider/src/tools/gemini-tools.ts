import { createVendorTool } from "./vendor-tool.ts";

interface GoogleSearchSettings {
  timeRangeFilter?: { startTime: string; endTime: string };
}

interface FileSearchSettings {
  fileSearchStoreNames: string[];
  topK?: number;
  metadataFilter?: string;
}

const googleSearch = createVendorTool<GoogleSearchSettings>("google.google_search");
const urlContext = createVendorTool<object>("google.url_context");
const codeExecution = createVendorTool<object>("google.code_execution");
const googleMaps = createVendorTool<object>("google.google_maps");

/** Tools that Google runs for models on `gemini`, by the ids of `@ai-sdk/google`, whose own work too. */
export const geminiTools = {
  googleSearch: (settings: GoogleSearchSettings = {}) => googleSearch(settings),
  urlContext: (settings: object = {}) => urlContext(settings),
  codeExecution: (settings: object = {}) => codeExecution(settings),
  googleMaps: (settings: object = {}) => googleMaps(settings),
  fileSearch: createVendorTool<FileSearchSettings>("google.file_search"),
};
