import { isBuiltin } from "node:module";
import path from "node:path";
import { readModule } from "./read-module.ts";

/** A source file of a package, and the dependencies that it may import. */
export interface SourceFile {
  /** Path within the package's `src`, e.g. `convert/messages.ts`. */
  path: string;
  source: string;
  /** Names of the dependencies and peer dependencies of the package. */
  dependencies: readonly string[];
}

/**
 * Names with which code reaches the network, the environment or an event stream without core. First those of
 * the platforms, then those that the frameworks offer for the same purpose.
 */
const namesKeptFromAdapters = `
  fetch XMLHttpRequest WebSocket EventSource EventSourceParserStream
  globalThis window self global process Deno Bun Buffer
  postJsonToApi postFormDataToApi postToApi getFromApi parseJsonEventStream
  createEventSourceResponseHandler createJsonResponseHandler
  loadApiKey loadSetting loadOptionalSetting getEnvironmentVariable getEnv
`
  .trim()
  .split(/\s+/);

const stringsKeptFromAdapters = ["text/event-stream", "[DONE]"];

/** Names of models. An adapter that compares something with one has a special case for a vendor. */
const modelName =
  /\b(claude|gpt-\d|o[134]\b|gemini|deepseek|grok|qwen|kimi|mistral|llama-?\d|glm-|sonar|minimax|doubao)/i;

/** An API and the models of its vendor share this name. As a whole text it is the name of the API. */
const apiName = "gemini";

/**
 * Lists where an adapter does something that belongs into core, or knows a vendor. Empty when it keeps both
 * laws.
 */
export function findAdapterBreaches(file: SourceFile): string[] {
  const { imports, names, properties, strings, comparisons, searches } = readModule(
    file.path,
    file.source,
  );
  return [
    ...findForeignImports(imports, file.dependencies),
    ...namesKeptFromAdapters.filter((name) => names.has(name)).map((name) => `uses ${name}`),
    ...(properties.has("env") ? ["reads env"] : []),
    ...stringsKeptFromAdapters
      .filter((text) => strings.some((string) => string.includes(text)))
      .map((text) => `mentions ${text}`),
    ...comparisons
      .filter((text) => text !== apiName)
      .concat(searches)
      .filter((text) => modelName.test(text))
      .map((text) => `compares with the model "${text}"`),
  ];
}

/**
 * Core's parts in the order in which data passes through them. A part imports only from earlier rows and from
 * its own row. A file belongs to the part with the longest matching path.
 */
const coreLayers = [
  [
    "errors",
    "media",
    "json.ts",
    "json-access.ts",
    "merge-json.ts",
    "to-well-formed.ts",
    "version.ts",
  ],
  ["config", "models", "chat", "money"],
  ["transport"],
  ["chat/call", "audio", "balance", "catalogue", "embeddings", "images", "video"],
  ["client.ts"],
  ["index.ts", "money.ts"],
];

/** Lists where core depends on a platform, or one of its parts imports from a later one. */
export function findCoreBreaches(file: SourceFile): string[] {
  const { imports, names } = readModule(file.path, file.source);
  const layer = layerOf(file.path);
  const isTransport = file.path.startsWith("transport/");
  const isEnvironment = file.path === "config/read-environment.ts";
  return [
    ...(layer === -1 ? ["has no place in the order of core's parts"] : []),
    ...findForeignImports(imports, file.dependencies),
    ...(names.has("fetch") && !isTransport ? ["uses fetch outside transport"] : []),
    ...(names.has("Buffer") ? ["uses Buffer"] : []),
    ...(names.has("process") && !isEnvironment ? ["reads the environment outside config"] : []),
    ...imports
      .filter((specifier) => specifier.startsWith("."))
      .map((specifier) => path.posix.join(path.posix.dirname(file.path), specifier))
      .filter((target) => layerOf(target) > layer)
      .map((target) => `imports ${target}, which comes after it`),
  ];
}

function layerOf(file: string): number {
  const layer = coreLayers.findIndex((parts) => parts.includes(file));
  return layer === -1 && file.includes("/") ? layerOf(path.posix.dirname(file)) : layer;
}

/** Imports that are not relative and not of a dependency in the manifest, and all of Node's own modules. */
function findForeignImports(imports: readonly string[], dependencies: readonly string[]): string[] {
  return imports
    .filter((specifier) => !specifier.startsWith("."))
    .filter((specifier) => isBuiltin(specifier) || !dependencies.includes(packageOf(specifier)))
    .map((specifier) => `imports ${specifier}`);
}

function packageOf(specifier: string): string {
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}
