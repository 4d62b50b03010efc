/**
 * The code that is bundled to measure a package: what users import from it. Frameworks are not counted, because
 * users have them anyway.
 */
export const sizeSubjects: Record<string, { code: string; external: string[] }> = {
  core: { code: 'export { CometAPIClient } from "@cometapi/core";', external: [] },
  "ai-sdk-provider": {
    code: 'export { createCometAPI } from "@cometapi/ai-sdk-provider";',
    external: [],
  },
  langchain: {
    code: 'export { ChatCometAPI, CometAPIEmbeddings } from "@cometapi/langchain";',
    external: ["@langchain/*"],
  },
  llamaindex: {
    code: 'export { cometapi, CometAPIEmbedding } from "@cometapi/llamaindex";',
    external: ["@llamaindex/*"],
  },
};
