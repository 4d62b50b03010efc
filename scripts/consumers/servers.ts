import type { PackageManager } from "./read-first-steps.ts";

/** The server that a page of the documentation builds. */
export interface Server {
  /** The command that starts it. The page has to show it. */
  start: Record<PackageManager, string>;
  /** The file into which the page writes the key. */
  settings?: string;
  /** The questions that it is sent, and what the answers must contain. */
  asks: Ask[];
  /** What the page's own `curl` command prints. */
  curl?: RegExp;
  /** Package managers that cannot install the project from some registries, even without our packages. */
  exceptions?: Partial<Record<PackageManager, Exception>>;
}

/** Why a page is left out, and the proof: without our packages it fails in the same way. */
interface Exception {
  reason: string;
  /** What is installed instead of our packages. */
  insteadOfOurs: string;
  prints: RegExp;
}

interface Ask {
  path: string;
  init?: RequestInit;
  prints: RegExp;
}

/** The request that `useChat` sends. */
const chat: RequestInit = {
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify({
    messages: [{ id: "1", role: "user", parts: [{ type: "text", text: "Say hello" }] }],
  }),
};

const script: Server["start"] = { npm: "npm run dev", pnpm: "pnpm dev", yarn: "yarn dev" };
const file: Server["start"] = {
  npm: "node server.mjs",
  pnpm: "node server.mjs",
  yarn: "yarn node server.mjs",
};

/** Yarn looks up the binaries for every operating system; the others only those for this one. */
const exceptions: Server["exceptions"] = {
  yarn: {
    reason: "the registry in use lacks a package for another system",
    insteadOfOurs: "yarn add zod",
    prints: /No candidates found/,
  },
};

/** The servers, by the paths of their pages. */
export const servers: Readonly<Record<string, Server>> = {
  "start/express.md": { start: file, asks: [], curl: /"delta":"hello/i },
  "start/hono.md": { start: file, asks: [{ path: "/ask?q=Say+hello", prints: /hello/i }] },
  "start/nextjs.md": {
    start: script,
    settings: ".env.local",
    exceptions,
    asks: [
      { path: "/", prints: /<form[^]*aria-label="Message"/ },
      { path: "/api/chat", init: chat, prints: /"delta":"hello/i },
      { path: "/api/reasons", init: chat, prints: /no-such-model/ },
    ],
  },
  "start/workers.md": {
    start: script,
    settings: ".dev.vars",
    exceptions,
    asks: [{ path: "/?q=Say+hello", prints: /hello/i }],
  },
};
