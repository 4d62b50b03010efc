import { createVendorTool, type UserLocation } from "./vendor-tool.ts";

interface WebSearchSettings {
  searchContextSize?: "low" | "medium" | "high";
  userLocation?: UserLocation;
  filters?: { allowedDomains?: string[]; blockedDomains?: string[] };
  externalWebAccess?: boolean;
}

interface FileSearchSettings {
  vectorStoreIds: string[];
  maxNumResults?: number;
  ranking?: { ranker?: string; scoreThreshold?: number };
}

interface CodeInterpreterSettings {
  /** Id of a container, or files to put into a new one. */
  container?: string | { fileIds?: string[] };
}

interface ImageGenerationSettings {
  background?: "auto" | "opaque" | "transparent";
  model?: string;
  outputFormat?: "png" | "jpeg" | "webp";
  outputCompression?: number;
  quality?: "auto" | "low" | "medium" | "high";
  size?: string;
}

interface MCPSettings {
  serverLabel: string;
  serverUrl?: string;
  connectorId?: string;
  serverDescription?: string;
  authorization?: string;
  headers?: Record<string, string>;
  allowedTools?: string[];
  /** Default at OpenAI: the user is asked before each call. */
  requireApproval?: "always" | "never";
}

const webSearch = createVendorTool<WebSearchSettings>("openai.web_search");
const codeInterpreter = createVendorTool<CodeInterpreterSettings>("openai.code_interpreter");
const imageGeneration = createVendorTool<ImageGenerationSettings>("openai.image_generation");

/** Tools that OpenAI runs for models on `responses`, by the ids of `@ai-sdk/openai`, whose own work too. */
export const responsesTools = {
  webSearch: (settings: WebSearchSettings = {}) => webSearch(settings),
  fileSearch: createVendorTool<FileSearchSettings>("openai.file_search"),
  codeInterpreter: (settings: CodeInterpreterSettings = {}) => codeInterpreter(settings),
  imageGeneration: (settings: ImageGenerationSettings = {}) => imageGeneration(settings),
  mcp: createVendorTool<MCPSettings>("openai.mcp"),
};
