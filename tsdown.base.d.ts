import type { UserConfig } from "tsdown";
/** How every published package is built: ESM, no platform built-ins, checked as npm will serve it. */
export declare const library: UserConfig;
/** The same as ESM and as CommonJS, with types for both, for resolvers that know no `exports` too. */
export declare const libraryForBoth: UserConfig;
